import evenhand.foundation.database.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Key",
            fields=[
                ("id", models.UUIDField(default=evenhand.foundation.database.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
                ("root", models.CharField(db_comment="harmless: the root key's id", max_length=20)),
                ("created_at", models.DateTimeField()),
            ],
            options={"abstract": False},
        ),
    ]
