"""Letters about matters: that one is here, and our answer to it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.cases.queries import cases_for
from evenhand.domain.conversations.actions import note_mail_id
from evenhand.domain.conversations.queries import matter_by_id, message, messages_of
from evenhand.domain.customers.queries import customer
from evenhand.domain.returns.queries import returns_for
from evenhand.domain.staff.queries import names
from evenhand.faces.letters.deadlines import human_deadline
from evenhand.faces.letters.orders_named import order_fact
from evenhand.faces.letters.post import post
from evenhand.faces.letters.reader import reading_as
from evenhand.faces.letters.sheet import Letter, moment_and_zone
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.queries import is_quiet_matter, letters_since

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter, Message

# To one mailbox, when nobody proved that it is theirs: two machines that confirm each other stop here, and so does
# somebody who types other people's addresses into our form.
MOST_RECEIPTS = {"mail": (2, timedelta(days=1)), "web": (1, timedelta(hours=1))}
PROVEN = ("customer", "staff", "program")
MOST_REFERENCES = 10


def send_matter_received(matter_id: UUID, opener: Actor, now: datetime) -> Outgoing | None:
    """Confirm that a matter is here: what it says, its number, when a person answers. It is no answer itself.

    Who opened it without proof of their mailbox (by mail, or as a stranger) may have named somebody else's: that letter
    carries no word of theirs. None is sent when a case's or return's own letter says so, for what came from a machine,
    and to a mailbox that got enough of them.
    """
    matter = _matter(matter_id)
    to, proven = customer(matter.customer_id), opener.kind in PROVEN
    if _confirmed_elsewhere(matter_id) or is_quiet_matter(matter_id):
        return None
    if not proven and _enough(to.email, matter.channel, now):
        return None
    with reading_as(to, matter.language) as language:
        first = messages_of(SYSTEM, matter).first()
        letter = _receipt(matter, first if proven else None, now)
        reply = first.message_id if first else ""
        return post(
            letter, language, to=to, about=matter.about, now=now, in_reply_to=reply, references=[reply] if reply else []
        )  # fmt: skip


def _receipt(matter: "Matter", first: "Message | None", now: datetime) -> Letter:
    named = {"subject": matter.subject[:120], "number": matter.number}
    return Letter(
        name="matter_received",
        subject=(_("We have your message: %(subject)s (%(number)s)") if first else _("We have your message (%(number)s)")) % named,
        heading=_("Your message is here"),
        facts=((_("Number of your matter"), matter.number), *order_fact(matter.order_id), (_("Came in"), moment_and_zone(matter.opened_at))),
        next_step=_when(human_deadline("matter", matter.id, now)),
        link=(_("See your matter"), f"/matters/{matter.number}"),
        words={"said": first.body[:2_000] if first else "", "said_language": matter.language},
    )  # fmt: skip


def send_answer(message_id: UUID, now: datetime) -> Outgoing | None:
    """Send what a member of staff answered. It threads below the customer's mail, and an answer to it finds the matter."""
    answer = message(SYSTEM, message_id)
    if answer is None:
        return None
    matter = _matter(answer.matter_id)
    to = customer(matter.customer_id)
    thread = _thread(matter)
    with reading_as(to, answer.language or matter.language) as language:
        letter = Letter(
            name="answer",
            subject=_("Re: %(subject)s (%(number)s)") % {"subject": matter.subject[:120], "number": matter.number},
            heading=_("Our answer"),
            facts=((_("Number of your matter"), matter.number), *order_fact(matter.order_id), (_("Answered"), moment_and_zone(answer.sent_at))),
            next_step=_("If something is still open, just answer this letter. It reaches the same person's desk, and the matter opens again."),
            link=(_("See the whole matter"), f"/matters/{matter.number}"),
            words={"body": answer.body, "body_language": answer.language or matter.language, "author": _author(answer), "files": _files(answer)},
            automatic=False,
        )  # fmt: skip
        sent = post(
            letter, language, to=to, about=matter.about, now=now, message_id=answer.id, references=thread,
            in_reply_to=thread[-1] if thread else "",
        )  # fmt: skip
    if sent is not None:
        note_mail_id(message_id=answer.id, mail_id=sent.mail_id)
    return sent


def _matter(matter_id: UUID) -> "Matter":
    found = matter_by_id(SYSTEM, matter_id)
    assert found is not None, "events name matters that are there"
    return found


def _when(due: datetime | None) -> str:
    if due is None:
        return _("A person reads your message and answers it. This letter only says that it is here.")
    words = _("A person answers you by %(moment)s. This letter only says that your message is here.")
    return words % {"moment": moment_and_zone(due)}


def _confirmed_elsewhere(matter_id: UUID) -> bool:
    return (
        cases_for(SYSTEM).filter(matter_id=matter_id).exists()
        or returns_for(SYSTEM).filter(matter_id=matter_id).exists()
    )


def _enough(address: str, channel: str, now: datetime) -> bool:
    most, span = MOST_RECEIPTS.get(channel, MOST_RECEIPTS["web"])
    return letters_since(address, {"matter_received"}, now - span) >= most


def _thread(matter: "Matter") -> list[str]:
    """Message-IDs of what was said before, oldest first."""
    said = messages_of(SYSTEM, matter).exclude(kind="note")
    return [one.message_id for one in said if one.message_id][-MOST_REFERENCES:]


def _author(answer: "Message") -> str:
    return names([answer.author_id]).get(answer.author_id, "") if answer.author_id else ""


def _files(answer: "Message") -> list[str]:
    return [one.name for one in answer.attachments.all()]
