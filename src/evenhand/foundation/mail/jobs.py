"""Jobs of the mail: they hold ids, everything else is in the rows."""

from datetime import datetime
from uuid import UUID

from evenhand.foundation.jobs.app import job
from evenhand.foundation.mail.clock import database_clock
from evenhand.foundation.mail.deliver import deliver_letter


@job("mail.deliver", queue="outside")
def deliver(outgoing_id: str) -> None:
    """Try to send one letter; when the server says later, come back later."""
    again = deliver_letter(UUID(outgoing_id), database_clock())
    if again is not None:
        deliver_again(outgoing_id, again)


def deliver_again(outgoing_id: str, at: datetime) -> None:
    """The same job at that moment."""
    deliver.configure(schedule_at=at).defer(outgoing_id=outgoing_id)
