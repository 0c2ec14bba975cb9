import django.db.models.deletion
import evenhand.foundation.database.ids
import evenhand.foundation.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('vault', '0001_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unsent',
            fields=[
                ('id', models.UUIDField(default=evenhand.foundation.database.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('owner_id', models.UUIDField(db_index=True)),
                ('kind', models.CharField(db_comment='harmless: which wizard', max_length=20)),
                ('about_id', models.UUIDField(null=True)),
                ('answers', evenhand.foundation.vault.fields.SealedJSON(blank=True, default=None)),
                ('begun_at', models.DateTimeField()),
                ('touched_at', models.DateTimeField()),
                ('became', models.CharField(db_comment='harmless: an address on our pages', default='', max_length=80)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.key')),
            ],
            options={
                'indexes': [models.Index(fields=['touched_at'], name='unsent_touched')],
            },
        ),
    ]
