"""Long lists a page at a time, by a cursor that no later row can shift."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from evenhand.faces.api.problems import NotFound
from evenhand.foundation.vault.keys import open_keys

MOST = 100


def listed(rows: QuerySet[Any], shape: Callable[[Any], Any], after: UUID | None, size: int) -> dict[str, Any]:
    """`size` rows after the one with id `after`, oldest id first; `next` asks for the following ones, null at the end.

    Ids sort by birth, so what is added while somebody reads comes at the end.
    """
    size = max(1, min(size, MOST))
    found = list(rows.order_by("id").filter(**({"id__gt": after} if after else {}))[: size + 1])
    more = len(found) > size
    # What is sealed is opened with one question for the whole page.
    open_keys({key for one in found for key in _keys(one)})
    return {"data": [shape(one) for one in found[:size]], "next": str(found[size - 1].id) if more else None}


def _keys(row: Any) -> list[UUID]:
    """Under whose keys a row, or the instrument it names, is sealed."""
    held = (getattr(one, "key_id", None) for one in (row, getattr(row, "instrument", None)))
    return [key for key in held if key is not None]


def there(row: Any) -> Any:
    """The row, if there is one.

    Raises:
        NotFound
    """
    if row is None:
        raise NotFound
    return row
