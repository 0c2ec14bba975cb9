"""The timeline as the customer reads it: the same entries staff see, without notes, in their own zone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from evenhand.domain.promises.queries import promises_about, state
from evenhand.domain.staff.queries import names
from evenhand.faces.look.chips import chip
from evenhand.faces.look.sentences import Attached, Body, Row, sentences
from evenhand.foundation.text.html import safe_html
from evenhand.foundation.text.quotes import fold_quotes
from evenhand.foundation.timeline.queries import entries_about

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Message
    from evenhand.domain.promises.models import Promise


def story_of(kind: str, ref: UUID, said: "Iterable[Message]" = ()) -> list[Row]:
    """Everything about one thing, oldest first; messages with their words."""
    bodies = {one.pk: body_of(one) for one in said if one.body or one.html or one.attachments.all()}
    # Where no words are shown (an order's page), "Our answer:" would stand alone: the matter's page has them.
    entries = [one for one in entries_about(kind, ref) if bodies or "message_id" not in one.data]
    people = (
        names({one.actor_id for one in entries if one.actor_id and one.actor_kind == "staff"})
        if bodies
        else {}
    )
    zone = timezone.get_current_timezone()
    return sentences(entries, reader="customer", names=people, zone=zone, bodies=bodies)


def body_of(message: "Message") -> Body:
    fresh, quoted = fold_quotes(message.body)
    pictures = {
        str(one.file_id): reverse("portal:attachment", args=[one.pk]) for one in message.attachments.all()
    }
    return Body(
        kind=message.kind, text=fresh, quoted=quoted, language=message.language,  # type: ignore[arg-type] # a Kind code
        html=safe_html(message.html, cid=pictures.get) if message.html else "",
        files=[
            Attached(name=one.name, url=reverse("portal:attachment", args=[one.pk]), picture=one.file.is_image)
            for one in message.attachments.all()
        ],
    )  # fmt: skip


def promised(kind: str, ref: UUID, *, but: str = "") -> "list[tuple[Promise, str]]":
    """What we promised about one thing, and how each stands; released ones, and the same words again, are left out.

    `but`: not those about this kind of thing. A return's page shows what its matter was promised, refund and all, but
    not when we answer what is written below.
    """
    now = timezone.now()
    found = [(one, state(one, now)) for one in promises_about(kind, ref) if one.subject_kind != but]
    said = {
        (chip(one, stands, now).words): (one, stands)
        for one, stands in reversed(found)
        if stands != "released"
    }
    return list(reversed(said.values()))
