"""The end of a person's key: what the books keep goes on under another, and only if nothing sealed is left in it."""

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from evenhand.foundation.vault.fields import SealedField, Stored
from evenhand.foundation.vault.keys import erase_key, new_key
from evenhand.foundation.vault.models import SealedRow


class StillSealed(Exception):
    """A row still holds words of the person: its room forgot to erase them. Nothing was erased."""


@transaction.atomic
def end_key(key_id: UUID, now: datetime) -> dict[str, int]:
    """Delete a key. Rows that stay (amounts, dates) get a fresh one that seals nothing; how many, by table.

    Raises:
        StillSealed: a table and its column.
    """
    nameless, kept = None, {}
    for model in _sealed_tables():
        rows = model._default_manager.filter(key_id=key_id)
        if not rows.exists():
            continue
        _demand_blank(model, rows)
        nameless = nameless or new_key(now)
        kept[model._meta.label_lower] = rows.update(key_id=nameless.id)
    erase_key(key_id)
    return kept


def _sealed_tables() -> list[type[SealedRow]]:
    return [one for one in apps.get_models() if issubclass(one, SealedRow)]


def _demand_blank(model: type[SealedRow], rows: "models.QuerySet[SealedRow]") -> None:
    for field in model._meta.concrete_fields:
        if isinstance(field, SealedField):
            held = rows.exclude(Q(**{f"{field.name}__isnull": True}))
            if any(bytes(value.data) for value in _raw(held, field.name)):
                raise StillSealed(f"{model._meta.label_lower}.{field.name}")


def _raw(rows: "models.QuerySet[SealedRow]", name: str) -> list[Stored]:
    return list(rows.values_list(name, flat=True))
