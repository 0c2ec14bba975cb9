"""Where a matter is followed: a claim and a return have a page of their own, any other matter has its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from evenhand.domain.cases.queries import cases_for
from evenhand.domain.returns.queries import returns_for
from evenhand.foundation.access.actors import Actor

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter


@dataclass(frozen=True)
class Home:
    """A matter with the address and number it goes by."""

    matter: "Matter"
    url: str
    number: str


def at_home(actor: Actor, matters: "Iterable[Matter]") -> list[Home]:
    """Each matter where it is followed. One query however many."""
    found = list(matters)
    ids = [one.pk for one in found]
    claims, returns = (
        rows.order_by().prefetch_related(None).filter(matter_id__in=ids).values_list("matter_id", "number")
        for rows in (cases_for(actor), returns_for(actor))
    )
    numbers: dict[UUID, str] = dict(claims.union(returns)) if ids else {}
    return [
        Home(one, _page(numbers.get(one.pk, one.number)), numbers.get(one.pk, one.number)) for one in found
    ]


def _page(number: str) -> str:
    """The address that a number is followed at: C- is a claim, R- a return."""
    return reverse({"C": "portal:case", "R": "portal:return"}.get(number[:1], "portal:matter"), args=[number])
