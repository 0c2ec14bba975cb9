"""Questions about contact points: which are ours, and whether this one is."""

from dataclasses import dataclass
from datetime import date

import phonenumbers
from django.db.models import QuerySet

from evenhand.domain.channels.choices import Kind, Status
from evenhand.domain.channels.models import ContactPoint
from evenhand.domain.channels.rules.lookalikes import looks_like
from evenhand.domain.channels.rules.normal import family_of, spellings

LONGEST = 500
HOSTS = (Kind.WEB, Kind.CHAT)


@dataclass(frozen=True)
class Answer:
    """What the register says of a text: `status` is a `choices.Status` code.

    `point` is the one it is (or was); `looks_like` is ours that it could be taken for, though it is not.
    """

    status: str
    point: ContactPoint | None = None
    looks_like: ContactPoint | None = None

    @property
    def announce_only(self) -> bool:
        return self.point is not None and self.point.announce_only

    @property
    def retired_on(self) -> date | None:
        return None if self.point is None else self.point.retired_on


def contact_points() -> QuerySet[ContactPoint]:
    """What is ours now, in the order it is published."""
    return ContactPoint.objects.active().order_by("position", "registered_at", "id")


def contact_point(kind: str) -> ContactPoint | None:
    """The first of its kind that takes answers: where a letter says one can reach us."""
    return contact_points().filter(kind=kind, announce_only=False).first()


def check_contact(text: str) -> Answer:
    """Whether a number, address, page or account is ours, was ours, or is not. Anything unknown is not."""
    points = list(ContactPoint.objects.order_by("-active", "position"))
    found = spellings(text[:LONGEST], sorted(_regions(points)))
    same = next((one for one in points if _is(one, found)), None)
    if same is not None:
        return Answer(Status.OFFICIAL if same.active else Status.RETIRED, point=same)
    return Answer(Status.NOT_OURS, looks_like=next((one for one in points if _resembles(one, found)), None))


def _is(point: ContactPoint, found: set[tuple[str, str]]) -> bool:
    """The same spelling; any page on a host of ours; an account by its handle alone."""
    family = family_of(point.kind)
    if (family, point.index) in found:
        return True
    if point.kind in HOSTS:
        ours = _host(point.index)
        return any(kind == "page" and _host(spelling) == ours for kind, spelling in found)
    return point.kind == Kind.SOCIAL and ("handle", _handle(point)) in found


def _resembles(point: ContactPoint, found: set[tuple[str, str]]) -> bool:
    family = family_of(point.kind)
    if family in ("phone", "post"):
        return False
    for kind, spelling in found:
        if kind == "handle" and point.kind == Kind.SOCIAL and looks_like(spelling, _handle(point)):
            return True
        theirs, ours = (spelling.rpartition("@")[2], point.index.rpartition("@")[2])
        if kind in ("mail", "page") and looks_like(_host(theirs), _host(ours)):
            return True
    return False


def _host(spelling: str) -> str:
    return spelling.partition("/")[0]


def _handle(point: ContactPoint) -> str:
    return "@" + point.index.rpartition("/")[2].lstrip("@").casefold()


def _regions(points: list[ContactPoint]) -> set[str]:
    numbers = [phonenumbers.parse(one.index) for one in points if family_of(one.kind) == "phone"]
    codes = (phonenumbers.region_code_for_country_code(number.country_code or 0) for number in numbers)
    return {code for code in codes if code != "ZZ"}
