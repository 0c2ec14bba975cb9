from django.db import migrations, models

import evenhand.foundation.database.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Bucket",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=evenhand.foundation.database.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("limit", models.CharField(db_comment="harmless: the limit's name", max_length=40)),
                ("who", models.BinaryField(db_comment="keyed hash of the limited value")),
                ("left", models.FloatField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="bucket_at")],
                "constraints": [models.UniqueConstraint(fields=("limit", "who"), name="bucket_once")],
            },
        ),
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=evenhand.foundation.database.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("purpose", models.CharField(db_comment="harmless: what the code opens", max_length=20)),
                ("subject_id", models.UUIDField(null=True)),
                ("browser", models.BinaryField(db_comment="keyed hash of the asking browser's cookie")),
                ("code", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["browser", "purpose"], name="code_of_browser")],
            },
        ),
    ]
