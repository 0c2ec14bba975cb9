"""What fell between two chairs: mails nobody took up, letters whose worker was killed. Run by the timetable, every few minutes."""

from datetime import datetime, timedelta

from django.db import transaction

from evenhand.foundation.jobs.app import enqueue
from evenhand.foundation.mail.choices import Sending, Taken
from evenhand.foundation.mail.incoming import enqueue_take
from evenhand.foundation.mail.jobs import deliver
from evenhand.foundation.mail.models import Outgoing, RawMail

LEFT_LYING = timedelta(minutes=5)


@transaction.atomic
def pick_up_mail(now: datetime) -> int:
    """Enqueue again what waits longer than it should; taking and sending are safe to do twice. How many."""
    mails = RawMail.objects.filter(state=Taken.NEW, received_at__lt=now - LEFT_LYING).order_by("received_at")[
        :500
    ]
    letters = Outgoing.objects.filter(
        state__in=[Sending.QUEUED, Sending.SENDING], next_try_at__lt=now - LEFT_LYING
    ).order_by("next_try_at")[:500]
    for mail in mails:
        enqueue_take(mail)
    for letter in letters:
        enqueue(deliver, outgoing_id=str(letter.id))
    return len(mails) + len(letters)
