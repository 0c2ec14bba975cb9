"""What house rules let a newer version do: columns that may be empty or have a default of the database, for every table."""

from django.apps import apps as ours
from django.db import migrations


def widen(apps, schema_editor):
    """One table at a time: a lock on all of them would stop everybody, and half of it done is no harm."""
    for model in ours.get_models():
        if model.__module__.startswith("evenhand."):
            schema_editor.execute(
                f'ALTER TABLE "{model._meta.db_table}" ADD COLUMN IF NOT EXISTS newer_note text NULL,'
                " ADD COLUMN IF NOT EXISTS newer_count integer NOT NULL DEFAULT 0"
            )


class Migration(migrations.Migration):
    initial = True
    atomic = False
    operations = [migrations.RunPython(widen)]
