from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_first")]

    operations = [
        migrations.AddField(model_name="token", name="ends_at", field=models.DateTimeField(null=True)),
    ]
