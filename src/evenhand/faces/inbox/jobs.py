"""Jobs of the inbox."""

from uuid import UUID

from django.utils import timezone

from evenhand.faces.inbox.take import take_mail
from evenhand.foundation.jobs.app import job
from evenhand.foundation.mail.incoming import TAKE


@job(TAKE, queue="mail", tries=6, growing=3)
def take(raw_id: str) -> None:
    """Read one kept mail and bring it to its matter."""
    take_mail(UUID(raw_id), timezone.now())
