"""A matter's timeline as staff read it: entries as sentences, messages with their words, files and fate."""

from datetime import tzinfo
from typing import TYPE_CHECKING
from uuid import UUID

from evenhand.domain.conversations import queries as conversations
from evenhand.domain.staff.queries import names
from evenhand.faces.look.sentences import Attached, Body, Row, sentences
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.text.html import safe_html
from evenhand.foundation.text.quotes import fold_quotes
from evenhand.foundation.timeline.queries import entries_about

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter, Message


LATEST = 120


def talk_rows(actor: Actor, matter: "Matter", *, zone: tzinfo, whole: bool) -> tuple[list[Row], bool]:
    """Oldest first, so that the last word stands above the box to answer in; and whether older ones were left out.

    The latest entries only, unless the `whole` is wanted: some matters go on for years.
    """
    told = entries_about("matter", matter.pk).order_by("-id")
    found = list(told if whole else told[: LATEST + 1])
    earlier = not whole and len(found) > LATEST
    entries = found[:LATEST][::-1] if earlier else found[::-1]
    spoken: set[UUID] = {ref for one in entries if (ref := getattr(one.event, "message_id", None))}
    said = {one.pk: body_of(one) for one in conversations.messages_of(actor, matter).filter(pk__in=spoken)}
    people = names({one.actor_id for one in entries if one.actor_id and one.actor_kind == "staff"})
    shown = {**people, matter.customer_id: matter.customer.name}
    return sentences(entries, reader="staff", names=shown, zone=zone, bodies=said), earlier


def body_of(message: "Message") -> Body:
    fresh, quoted = fold_quotes(message.body) if message.channel == "mail" else (message.body, "")
    files = list(message.attachments.all())
    pictures = {str(one.file_id): f"/desk/file/{one.pk}" for one in files}
    return Body(
        kind=message.kind, text=fresh, quoted=quoted, language=message.language,  # type: ignore[arg-type] # a Kind code
        html=safe_html(message.html, cid=pictures.get) if message.html else "", delivery=message.delivery,
        files=[attached(one.pk, one.name, one.file.kind) for one in files],
    )  # fmt: skip


def attached(attachment_id: UUID, name: str, kind: str) -> Attached:
    return Attached(name=name, url=f"/desk/file/{attachment_id}", picture=kind.startswith("image/"))
