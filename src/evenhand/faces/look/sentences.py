"""What happened, as sentences: the one place where entries become rows of a timeline, for customer and staff alike.

Each event has a template `look/timeline/<event name>.html`. It sees: `event` (its fields), `who`, `reader` ("customer" or
"staff"), `names` (id -> shown name), `body` (the message, if any). It may add
`{% means %}…{% endmeans %}` and `{% next %}…{% endnext %}`. A template that says nothing to this reader
leaves the row out; an event without a template is never shown to a customer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial
from itertools import groupby
from typing import Literal, cast
from uuid import UUID

from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.foundation.text.direction import direction
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.models import Entry

Reading = Literal["customer", "staff"]
Names = Mapping[UUID, str]
DELIVERY = {
    "queued": gettext_lazy("On its way by mail"),
    "sent": gettext_lazy("Sent by mail"),
    "failed": gettext_lazy("The mail did not arrive"),
}
ROLES = {
    "customer": gettext_lazy("customer"),
    "staff": gettext_lazy("staff"),
    "program": gettext_lazy("program"),
    "system": gettext_lazy("by itself"),
}
QUIET = {
    "conversations.letter_delivered", "conversations.receipt_confirmed", "mail.letter_sent", "promises.four_fifths_gone",
    "promises.half_gone", "promises.kept", "promises.made", "promises.released",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file beside a message; `url` asks access again. `picture` shows it small."""

    name: str
    url: str
    picture: bool = False


@dataclass(frozen=True, kw_only=True)
class Body:
    """A message's own words. `html`, if given, must come from `safe_html`; `delivery`: none, queued, sent, failed."""

    kind: Literal["customer", "staff", "note", "system"]
    text: str
    language: str = ""
    html: str = ""
    quoted: str = ""
    files: list[Attached] = field(default_factory=list)
    delivery: str = "none"

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else "auto"

    @property
    def shown(self) -> str:
        return mark_safe(self.html) if self.html else self.text  # noqa: S308  the caller passed it through safe_html

    @property
    def delivery_words(self) -> str:
        return str(DELIVERY.get(self.delivery, ""))


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a timeline. `side`: customer, us, note. `role` is said only to staff.

    `quiet`: bookkeeping that staff need not read to know how a matter stands; its words are made when they are shown.
    """

    id: int
    name: str
    side: str
    who: str
    role: str
    at: datetime
    words: SafeString
    body: Body | None = None
    quiet: bool = False

    @property
    def css(self) -> str:
        return {"note": "is-note", "customer": "from-customer"}.get(self.side, "from-us")


@dataclass(frozen=True)
class Run:
    """Rows that follow one another: any one row, or several quiet ones folded into one line."""

    rows: list[Row]

    @property
    def folds(self) -> bool:
        return len(self.rows) > 1

    @property
    def last(self) -> Row:
        return self.rows[-1]


def runs(rows: Iterable[Row]) -> list[Run]:
    """The same rows in the same order, the quiet ones between what people said and did folded together."""
    together = (list(group) for _quiet, group in groupby(rows, key=lambda one: one.quiet))
    return [
        Run(part) for group in together for part in ([group] if group[0].quiet else [[one] for one in group])
    ]


def sentences(
    entries: Iterable[Entry],
    *,
    reader: Reading,
    names: Names,
    zone: tzinfo,
    bodies: Mapping[UUID, Body] | None = None,
) -> list[Row]:
    """Rows in the order of `entries`. `bodies` are messages by id, for events that carry a `message_id`.

    A note is never shown to a customer, whatever its template says.
    """
    with timezone.override(zone):
        said = dict(bodies or {})  # words stand once, beside the first entry that carries them
        found: list[Row] = []
        for entry in entries:
            if (row := _row(entry, reader, names, said)) is not None:
                found.append(row)
                said.pop(getattr(entry.event, "message_id", None) or UUID(int=0), None)
        return found


def _row(entry: Entry, reader: Reading, names: Names, bodies: Mapping[UUID, Body]) -> Row | None:
    event = entry.event
    body = bodies.get(getattr(event, "message_id", None) or UUID(int=0))
    side = _side(entry, body)
    if side == "note" and reader == "customer":
        return None
    who = _who(entry, reader, names)
    told = partial(_words, entry, event, {"reader": reader, "names": names, "who": who, "body": body})
    quiet = reader == "staff" and entry.name in QUIET and not getattr(event, "late", False)
    words = cast("SafeString", SimpleLazyObject(told)) if quiet else told()
    if not quiet and not words:
        return None
    role = _role(entry.actor_kind) if reader == "staff" else ""
    role = "" if role == who else role
    return Row(
        id=entry.pk,
        name=entry.name,
        side=side,
        who=who,
        role=role,
        at=entry.at,
        words=words,
        body=body,
        quiet=quiet,
    )


def _words(entry: Entry, event: Event, context: dict[str, object]) -> SafeString:
    try:
        template = get_template(f"look/timeline/{entry.name}.html")
    except TemplateDoesNotExist:
        # Staff would rather read a bare name than miss that something happened.
        plain = entry.name.replace("_", " ").replace(".", ": ")
        return mark_safe(plain) if context["reader"] == "staff" else mark_safe("")  # noqa: S308  our own event name
    words = template.render({**context, "event": event, "entry": entry})
    return mark_safe(words.strip())  # noqa: S308  rendered by an escaping template


def _side(entry: Entry, body: Body | None) -> str:
    if body is not None and body.kind == "note":
        return "note"
    return "customer" if entry.actor_kind == "customer" else "us"


def _who(entry: Entry, reader: Reading, names: Names) -> str:
    name = names.get(entry.actor_id, "") if entry.actor_id else ""
    match entry.actor_kind:
        case "customer":
            return _("You") if reader == "customer" else (name or _("Customer"))
        case "staff":
            return name or (_("We") if reader == "customer" else _("Staff"))
        case _:
            return _("We") if reader == "customer" else _("Evenhand")


def _role(kind: str) -> str:
    return str(ROLES.get(kind, ""))
