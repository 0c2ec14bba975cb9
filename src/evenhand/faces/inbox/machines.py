"""Automatic answers: kept and told on the timeline. They open nothing, reopen nothing, answer nothing, and are not answered."""

from datetime import datetime

from evenhand.faces.inbox.threads import thread_of
from evenhand.faces.inbox.verdict import Verdict
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.choices import Outcome
from evenhand.foundation.mail.events import MachineAnswered
from evenhand.foundation.mail.models import RawMail
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from evenhand.foundation.timeline.record import record


def take_machine(row: RawMail, mail: ParsedMail, now: datetime) -> Verdict:
    """Note it on the matter that it answers, if it answers one."""
    thread = thread_of(row, mail)
    found = thread.matter
    if found is None:
        return Verdict(outcome=Outcome.MACHINE, reason=mail.kind)
    record(MachineAnswered(raw_id=row.id, kind=mail.kind), actor=SYSTEM, at=now, about=found.about)
    return Verdict(
        outcome=Outcome.MACHINE, matter_id=found.id, customer_id=found.customer_id, reason=mail.kind
    )
