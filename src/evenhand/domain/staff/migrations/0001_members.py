import django.db.models.deletion
from django.db import migrations, models

import evenhand.foundation.database.ids
import evenhand.foundation.vault.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("vault", "0001_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Member",
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
                ("email", evenhand.foundation.vault.fields.SealedText(blank=True, default="")),
                ("email_index", evenhand.foundation.vault.fields.BlindIndex(null=True, unique=True)),
                ("name", evenhand.foundation.vault.fields.SealedText(blank=True, default="")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("agent", "Answers customers"),
                            ("lead", "Leads the desk"),
                            ("bench", "Handles goods"),
                            ("owner", "Owns the shop"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "languages",
                    models.JSONField(db_comment="harmless: language codes, best first", default=list),
                ),
                ("colour", models.PositiveSmallIntegerField(default=0)),
                ("active", models.BooleanField(default=True)),
                ("epoch", models.PositiveIntegerField(default=1)),
                ("password", evenhand.foundation.vault.fields.SealedText(blank=True, default="")),
                ("totp_secret", evenhand.foundation.vault.fields.SealedText(blank=True, default="")),
                ("totp_confirmed_at", models.DateTimeField(null=True)),
                ("totp_step", models.BigIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.key"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Passkey",
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
                ("credential_id", models.BinaryField(unique=True)),
                ("public_key", models.BinaryField()),
                ("sign_count", models.PositiveBigIntegerField(default=0)),
                ("name", evenhand.foundation.vault.fields.SealedText(blank=True, default="")),
                ("added_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.key"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to="staff.member",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                condition=models.Q(("active", True)), fields=["role"], name="member_active_role"
            ),
        ),
    ]
