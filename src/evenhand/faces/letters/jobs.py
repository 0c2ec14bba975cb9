"""Letters that are written in a job, so that the page that asks for one takes the same time for a hit and a miss."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evenhand.faces.letters.access import send_sign_in_code
from evenhand.foundation.access.codes import issue
from evenhand.foundation.jobs.app import job


@job("letters.sign_in_code", queue="mail")
@transaction.atomic
def write_sign_in_code(code_id: str) -> None:
    """Make the digits and write to who they are for; nothing when nobody was met."""
    now = timezone.now()
    issued = issue(UUID(code_id), now)
    if issued is not None:
        send_sign_in_code(issued[0], issued[1], now)
