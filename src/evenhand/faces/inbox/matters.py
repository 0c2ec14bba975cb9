"""A person wrote: their words go to the matter they answer, or open a new one."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from evenhand.domain.conversations.actions import open_matter, receive_message, tie_to_order, write_note
from evenhand.domain.customers.actions import meet_by_email
from evenhand.domain.staff.queries import is_member
from evenhand.faces.inbox.addresses import our_addresses, without_mark
from evenhand.faces.inbox.enclosures import keep_enclosures, with_own_pictures
from evenhand.faces.inbox.naming import order_named
from evenhand.faces.inbox.threads import is_one_person, thread_of
from evenhand.faces.inbox.verdict import SetAside, Verdict
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.choices import Outcome
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from evenhand.foundation.mail.queries import same_id_other_words
from evenhand.foundation.text.language import detect
from evenhand.foundation.vault.normal import normal_email

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter
    from evenhand.domain.customers.models import Customer


def take_words(row: RawMail, mail: ParsedMail, now: datetime) -> Verdict:
    """Bring the words to their matter.

    Raises:
        SetAside: nobody can be answered, or somebody writes in the name of staff.
    """
    demand_a_customer(mail)
    thread = thread_of(row, mail)
    if thread.matter is not None:
        _receive(row, mail, thread.matter, now)
        return Verdict(
            outcome=Outcome.RECEIVED, matter_id=thread.matter.id, customer_id=thread.matter.customer_id
        )
    language = detect(mail.text)
    writer = meet_by_email(
        email=mail.sender.address, name=mail.sender.name, language=language or "en", actor=SYSTEM, now=now
    )
    opened = _open(row, mail, writer, now, language)
    if thread.foreign:
        words = _(
            "This mail points at another customer's matter. It was not joined to it. Look closely at who writes."
        )
        write_note(matter=opened, body=words, actor=SYSTEM, now=now)
    reason = "named another's matter" if thread.foreign else ""
    return Verdict(outcome=Outcome.OPENED, matter_id=opened.id, customer_id=writer.id, reason=reason)


def demand_a_customer(mail: ParsedMail) -> None:
    """Go on, or raise.

    Raises:
        SetAside: no address to answer to, several writers, or an address of staff or of our own.
    """
    if not mail.sender.usable:
        raise SetAside("no sender")
    if not is_one_person(mail):
        raise SetAside("several senders")
    address = normal_email(mail.sender.address)
    if is_member(address) or without_mark(address) in our_addresses():
        raise SetAside("in the name of staff", outcome=Outcome.REFUSED)


def _receive(row: RawMail, mail: ParsedMail, matter: "Matter", now: datetime) -> None:
    files = keep_enclosures(mail, matter.key, now)
    receive_message(
        matter=matter, body=words_of(mail), html=with_own_pictures(mail.html, files), language=detect(mail.text),
        channel="mail", files=[file for _mark, file in files], message_id=mail_id(row, mail), nonce=row.id,
        in_reply_to=next(iter(mail.in_reply_to), ""), actor=SYSTEM, now=now,
    )  # fmt: skip
    order_id = order_named(mail, matter.customer_id) if matter.order_id is None else None
    if order_id is not None:
        tie_to_order(matter=matter, order_id=order_id, actor=SYSTEM, now=now)


def _open(row: RawMail, mail: ParsedMail, writer: "Customer", now: datetime, language: str) -> "Matter":
    files = keep_enclosures(mail, writer.key, now)
    order_id = order_named(mail, writer.id)
    return open_matter(
        customer=writer, topic="order" if order_id else "other", channel="mail", subject=mail.subject[:300],
        body=words_of(mail), html=with_own_pictures(mail.html, files), language=language, order_id=order_id,
        files=[file for _mark, file in files], message_id=mail_id(row, mail), nonce=row.id, actor=SYSTEM, now=now,
    )  # fmt: skip


def words_of(mail: ParsedMail) -> str:
    """What they wrote; a mail of pictures or of a subject alone still says so."""
    return mail.text.strip() or mail.subject or _("(A mail without words)")


def mail_id(row: RawMail, mail: ParsedMail) -> str:
    """The mail's id, unless two mails with other words share it: the second must not pass for the first."""
    return "" if same_id_other_words(row) else mail.message_id
