"""A queue as it is read: each row says who, the first words, what it waits for and why it stands here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from evenhand.domain.conversations import queries as conversations
from evenhand.domain.conversations.choices import Topic, Why
from evenhand.faces.look.words import moment_words
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.keys import open_keys

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter, Message
    from evenhand.domain.conversations.queries import QueueRow

MARKS = {"complaint": "C", "claim": "!", "returning": "R", "delivery": "D", "order": "O", "product": "P"}
FIRST = 140


@dataclass(frozen=True)
class Row:
    """What `{% queue_rows %}` shows."""

    url: str
    mark: str
    mark_class: str
    mark_words: str
    name: str
    first_words: str
    waits: SafeString | str
    at: datetime
    language: str
    here: bool = False
    new: bool = False


def rows(actor: Actor, found: "list[QueueRow]", *, view: str, here: str, now: datetime) -> list[Row]:
    """Rows in the order given. Two queries however many."""
    matters = [one.matter for one in found]
    last = conversations.last_words(actor, matters)
    open_keys({one.key_id for one in matters})
    return [_row(one.matter, last, waits(one, now), view=view, here=here) for one in found]


def waits(row: "QueueRow", now: datetime) -> SafeString:
    """Why this row stands here, in words; the queue has no other reason."""
    moment = moment_words(row.why_at, now=now, style="near")
    tag = {"late": "clay", "promised": "pine"}.get(row.why, "")
    return format_html('<span class="tag {}">{} {}</span>', tag, Why(row.why).label, moment)


def _row(matter: "Matter", last: "Mapping[UUID, Message]", why: SafeString, *, view: str, here: str) -> Row:
    said = last.get(matter.pk)
    return Row(
        url=f"/desk/m/{matter.number}?view={view}",
        mark=MARKS.get(matter.topic, "·"), mark_class=f"is-{matter.topic}", mark_words=str(Topic(matter.topic).label),
        name=matter.customer.name or _("No name given"),
        first_words=" ".join((matter.subject, "·", said.body if said else ""))[:FIRST],
        waits=why, at=matter.last_customer_at or matter.opened_at, language=matter.language,
        here=matter.number == here, new=said is not None and said.kind == "customer" and not matter.answered,
    )  # fmt: skip
