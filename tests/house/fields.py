"""Rules for tables: text is sealed or declared harmless, rows can be asked for by who asks, and ties point down."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand.foundation.vault.fields import SealedField

TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.GenericIPAddressField,
    models.FileField,
)
ROWS = (
    ("insights", "privacy", "quality"),
    ("cases", "returns", "repairs", "complaints"),
    ("shipping", "payments"),
    ("orders",),
    ("conversations", "promises", "articles", "feedback"),
    ("policy", "customers", "catalog", "staff", "channels"),
)


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("evenhand.")]


def undeclared(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Fields that may hold what a person wrote, in clear, without a word why that does no harm."""
    for model in found:
        for field in model._meta.local_fields:
            held = field.base_field if isinstance(field, ArrayField) else field
            if (
                isinstance(held, TEXTS)
                and not isinstance(field, SealedField)
                and not (field.choices or held.choices)
            ):
                said = field.db_comment or held.db_comment or ""
                if not said.startswith("harmless: ") or len(said) < len("harmless: ") + 3:
                    yield f"{model._meta.label}.{field.name}"


def unasked(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Tables of the domain that cannot say who may see a row."""
    for model in found:
        if ".domain." in model.__module__ and not hasattr(model._default_manager.all(), "visible_to"):
            yield model._meta.label


def upward(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Ties from a room to one beside or above it."""
    rank = {room: number for number, row in enumerate(ROWS) for room in row}
    for model in found:
        here = model._meta.app_label
        for field in model._meta.local_fields:
            there = field.related_model._meta.app_label if isinstance(field.related_model, type) else here
            if here in rank and there in rank and here != there and rank[there] <= rank[here]:
                yield f"{model._meta.label}.{field.name} -> {there}"
            if here not in rank and there in rank:
                yield f"{model._meta.label}.{field.name} -> {there}"
