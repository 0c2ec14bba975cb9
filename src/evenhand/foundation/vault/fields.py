"""Sealed model fields: plain in memory, sealed in the database, opened when first read.

A sealed field needs its row (for the place it is bound to) and the row's `key_id`, so it only works on a
`SealedRow`. Opening is lazy: a list that shows no names opens no names.
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models

from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.box import seal, unseal
from evenhand.foundation.vault.keys import open_key

T = TypeVar("T")


class SealedWithoutRow(Exception):
    """A sealed value was to be written or compared without its row: assign it and `save`, or use a blind index."""


class Stored:
    """Sealed bytes as the database gave them, waiting to be read. Says nothing of itself."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data


class Opener:
    """The attribute: opens on first reading, remembers the plain value on the instance."""

    def __init__(self, field: "SealedField[Any]") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Stored):
            value = self.field.opened(row, value.data)
            row.__dict__[name] = value
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedField(models.Field[T, T]):
    """Common part of the sealed kinds: `to_bytes` and `from_bytes` say how a value is written."""

    blank_value: Any = None
    descriptor_class = Opener

    def __init__(self, **options: Any) -> None:
        options.setdefault("blank", True)
        options.setdefault("default", type(self).blank_value)
        super().__init__(**options)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def place(self, row: models.Model) -> str:
        return f"{row._meta.db_table}.{self.column}.{row.pk}"

    def opened(self, row: models.Model, data: bytes) -> T:
        """The plain value; the blank one when the person's key is gone."""
        secret = open_key(row.key_id) if data else None  # type: ignore[attr-defined] # every SealedRow has it
        return self.blank_value if secret is None else self.from_bytes(unseal(secret, data, self.place(row)))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Stored | None:
        return None if value is None else Stored(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: FBT001 - Django's signature
        value = model_instance.__dict__[self.attname]
        if isinstance(value, Stored):
            return value.data
        if value is None and self.null:
            return None
        if value == self.blank_value:
            return b""
        secret = open_key(model_instance.key_id)  # type: ignore[attr-defined] # every SealedRow has it
        if secret is None:
            message = f"{self.place(model_instance)}: the key of this person is erased"
            raise SealedWithoutRow(message)
        return seal(secret, self.to_bytes(value), self.place(model_instance))

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None or isinstance(value, bytes):
            return value
        raise SealedWithoutRow(str(self))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Blank is stored as nothing at all and needs no key: so a migration can add a sealed column to rows that exist."""
        blank = value == self.blank_value and value is not None
        return super().get_db_prep_save(b"" if blank else value, connection)

    def to_bytes(self, value: T) -> bytes:
        raise NotImplementedError

    def from_bytes(self, data: bytes) -> T:
        raise NotImplementedError


class SealedText(SealedField[str]):
    """Text of any length, sealed. Blank and erased are both `""`."""

    blank_value = ""

    def to_bytes(self, value: str) -> bytes:
        return value.encode("utf-8", "surrogatepass")

    def from_bytes(self, data: bytes) -> str:
        return data.decode("utf-8", "surrogatepass")


class SealedJSON(SealedField[Any]):
    """Any JSON value, sealed. Blank and erased are both `None`."""

    blank_value = None

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")

    def from_bytes(self, data: bytes) -> Any:
        return json.loads(data)


class BlindIndex(models.BinaryField[bytes | None, bytes | None]):
    """A keyed hash of a sealed field of the same row, kept up to date by saving the row; NULL when that is empty.

    `source` is the sealed field's name; `normal` turns what is typed into what is compared.
    Look up with `blind("app.model.field", normal(text))`, or shorter `Model.objects.filter(x_index=field.of(text))`.
    """

    def __init__(self, source: str = "", normal: Callable[[str], str] = str.strip, **options: Any) -> None:
        self.source, self.normal = source, normal
        options.setdefault("null", True)
        options.setdefault("editable", False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        # A migration needs the column only: how the value is made is code, not schema.
        return super().deconstruct()

    def of(self, text: str) -> bytes | None:
        """The bytes to look `text` up by."""
        label = f"{self.model._meta.app_label}.{self.model._meta.model_name}.{self.name}"
        return blind(label, self.normal(text)) or None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        held = model_instance.__dict__.get(self.source)
        if not isinstance(held, Stored) and held is not None:
            setattr(model_instance, self.attname, self.of(held))
        return getattr(model_instance, self.attname)
