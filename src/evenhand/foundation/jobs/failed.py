"""Jobs that failed to the end: they wait here until somebody has mended the cause."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

FAILED = """
SELECT job.id, job.task_name, job.attempts, job.args, max(event.at)
FROM procrastinate_jobs job LEFT JOIN procrastinate_events event ON event.job_id = job.id
WHERE job.status = 'failed' GROUP BY job.id ORDER BY job.id DESC LIMIT %s
"""


@dataclass(frozen=True)
class FailedJob:
    """`args` are ids only."""

    id: int
    name: str
    tries: int
    args: dict[str, Any]
    at: datetime | None


def failed_jobs(most: int = 100) -> list[FailedJob]:
    """The latest first."""
    with connection.cursor() as cursor:
        cursor.execute(FAILED, [most])
        return [FailedJob(*row) for row in cursor.fetchall()]


@transaction.atomic
def retry_failed(job_id: int, now: datetime) -> bool:
    """Let a worker try the same job again; False when it is not a failed one (any more)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM procrastinate_jobs WHERE id = %s AND status = 'failed' FOR UPDATE", [job_id]
        )
        if cursor.fetchone() is None:
            return False
    app.job_manager.retry_job_by_id(job_id, retry_at=now)
    return True
