"""Jobs whose worker was killed: given to the living, until it looks as if it was the job that kills."""

import logging
from datetime import datetime

from asgiref.sync import async_to_sync
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

log = logging.getLogger(__name__)
STALLED_AFTER = 90  # seconds without a sign of life from a job's worker; it gives one every ten
TRIES = 12


def take_up_stalled(now: datetime) -> int:
    """Let others do what dead workers hold; how many jobs that were."""
    lost = list(async_to_sync(app.job_manager.get_stalled_jobs)(seconds_since_heartbeat=STALLED_AFTER))
    for one in lost:
        try:
            with transaction.atomic():
                _take_up(one, now)
        except UniqueViolation:
            # The next stroke of the same line waits already, and does what this one left.
            _end(one, Status.ABORTED)
    return len(lost)


def _take_up(lost: Job, now: datetime) -> None:
    if lost.attempts >= TRIES:
        log.error("job %s (%s) lost its worker once too often", lost.id, lost.task_name)
        _end(lost, Status.FAILED)
    else:
        async_to_sync(app.job_manager.retry_job)(lost, retry_at=now)


def _end(lost: Job, how: Status) -> None:
    async_to_sync(app.job_manager.finish_job)(lost, status=how, delete_job=how is Status.ABORTED)
