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
    """Each matter where it is followed. Two queries however many."""
    found = list(matters)
    ids = [one.pk for one in found]
    held: dict[UUID, tuple[str, str]] = {}
    for page, rows in (("portal:case", cases_for(actor)), ("portal:return", returns_for(actor))):
        for matter_id, number in (
            rows.prefetch_related(None).filter(matter_id__in=ids).values_list("matter_id", "number")
        ):
            held[matter_id] = (reverse(page, args=[number]), number)
    return [
        Home(one, *held.get(one.pk, (reverse("portal:matter", args=[one.number]), one.number)))
        for one in found
    ]
