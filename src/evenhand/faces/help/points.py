"""A contact point as a reader sees it: label, address, hours, languages, cost, the wait as measured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.lists import format_list
from django.utils.translation import gettext_lazy as _

from evenhand.faces.help.hours import lines, next_opening, open_now
from evenhand.faces.look.context import present_waits
from evenhand.faces.look.words import language_name, locale_of, policy_language

if TYPE_CHECKING:
    from evenhand.domain.channels.models import ContactPoint

KINDS = {
    "mail": _("E-mail"),
    "phone": _("Telephone"),
    "fax": _("Fax"),
    "web": _("This site"),
    "chat": _("Chat"),
    "post": _("Letter"),
    "social": _("Social network"),
}
LINKS = {"mail": "mailto:", "phone": "tel:", "fax": "", "web": "", "chat": "", "post": "", "social": ""}


@dataclass(frozen=True)
class Point:
    kind: str
    kind_words: str
    label: str
    address: str
    link: str
    hours: list[tuple[str, str]]
    is_open: bool
    opens_at: datetime | None
    languages: str
    cost: str
    wait: timedelta | None
    announce_only: bool


def shown(points: "Iterable[ContactPoint]", now: datetime, zone: ZoneInfo) -> list[Point]:
    """As they are read now; `zone` is the one that the published hours are meant in."""
    waits = present_waits(now)
    return [_shown(one, now, zone, waits.get(one.kind)) for one in points]


def _shown(point: "ContactPoint", now: datetime, zone: ZoneInfo, wait: timedelta | None) -> Point:
    return Point(
        kind=point.kind,
        kind_words=str(KINDS.get(point.kind, point.kind)),
        label=in_language(point.label),
        address=point.address,
        link=link_to(point),
        hours=lines(point.hours),
        is_open=open_now(point.hours, zone, now),
        opens_at=next_opening(point.hours, zone, now),
        languages=format_list([language_name(one) for one in point.languages], locale=locale_of()),
        cost=in_language(point.cost),
        wait=wait,
        announce_only=point.announce_only,
    )


def link_to(point: "ContactPoint") -> str:
    """Where a click leads; a number is dialled, an address is written to, a postal address is only read."""
    if point.kind in ("web", "chat", "social"):
        return point.address if point.address.startswith("https://") else ""
    plain = point.address.replace(" ", "")
    return f"{LINKS[point.kind]}{plain}" if LINKS.get(point.kind) else ""


def in_language(texts: Mapping[str, str]) -> str:
    return texts.get(policy_language()) or texts.get("en") or next(iter(texts.values()), "")
