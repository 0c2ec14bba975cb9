"""Which matter a mail belongs to. Only by a mark that we signed, or that its own writer made, and only from the same mailbox.

A subject with a matter's number proves nothing: everybody who was ever in a thread, or guesses, can write it.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from evenhand.domain.conversations.queries import matter, matter_by_id, matter_of_mail
from evenhand.domain.customers.queries import customer_by_email
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from evenhand.foundation.mail.queries import letter
from evenhand.foundation.mail.tokens import read_letter_id, read_reply_address

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter

_NUMBER = re.compile(r"\bM-[0-9A-Z]{8,12}\b")
MOST_MARKS = 30


@dataclass(frozen=True, kw_only=True)
class Thread:
    """`matter` when it and the mail have the same person; `foreign` when the mail points at somebody else's."""

    matter: "Matter | None" = None
    foreign: bool = False


def thread_of(row: RawMail, mail: ParsedMail) -> Thread:
    """Where this mail belongs. Two From fields or none: nobody is verified, so nowhere."""
    named = list(dict.fromkeys(_signed_matters(row, mail)))
    spoken = _NUMBER.findall(mail.subject)[:3]
    if not (named or spoken or mail.thread_ids):
        return Thread()
    writer = customer_by_email(mail.sender.address) if mail.sender.usable and is_one_person(mail) else None
    for matter_id in named:
        found = matter_by_id(SYSTEM, matter_id)
        if found is not None and writer is not None and found.customer_id == writer.id:
            return Thread(matter=found)
    if writer is not None:
        for mark in mail.thread_ids[:MOST_MARKS]:
            own = matter_of_mail(mark)
            if own is not None and own.customer_id == writer.id:
                return Thread(matter=own)
    others = [
        one
        for number in spoken
        if (one := matter(SYSTEM, number)) is not None and (writer is None or one.customer_id != writer.id)
    ]
    return Thread(foreign=bool(named or others))


def is_one_person(mail: ParsedMail) -> bool:
    """Whether the mail names exactly one writer."""
    return "several From fields" not in mail.defects


def _signed_matters(row: RawMail, mail: ParsedMail) -> list[UUID]:
    """Matters named by our own signature, in the addresses written to and the letters answered."""
    written_to = [*(row.recipients or ()), *mail.delivered_to, *(one.address for one in (*mail.to, *mail.cc))]
    by_address = [found for address in written_to[:200] if (found := read_reply_address(address))]
    letters = [letter(found) for mark in mail.thread_ids[:MOST_MARKS] if (found := read_letter_id(mark))]
    by_letter = [UUID(one.about["matter"]) for one in letters if one is not None and "matter" in one.about]
    return [*by_address, *by_letter]
