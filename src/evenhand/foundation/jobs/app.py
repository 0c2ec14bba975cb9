"""Jobs on procrastinate: kept in PostgreSQL, retried with growing pauses, visible when they fail to the end."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from django.db import close_old_connections
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job as QueuedJob

from evenhand.foundation.jobs.limits import within

P = ParamSpec("P")
R = TypeVar("R")
LONGEST = 3 * 60 * 60


class Job(Protocol[P]):
    """A function that can be called now, or later by `enqueue`."""

    name: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None: ...

    def configure(self, **options: Any) -> Any: ...


class Growing(BaseRetryStrategy):
    """Pauses of `base` ** try seconds, three hours at most; after `tries` the job is failed, where staff see it."""

    def __init__(self, tries: int, base: int) -> None:
        self.tries, self.base = tries, base

    def get_retry_decision(self, *, exception: BaseException, job: QueuedJob) -> RetryDecision | None:
        if job.attempts >= self.tries:
            return None
        return RetryDecision(retry_in={"seconds": min(self.base ** (job.attempts + 1), LONGEST)})


def job(
    name: str, *, queue: str = "outside", tries: int = 12, growing: int = 4, minutes: float = 30
) -> Callable[[Callable[P, None]], Job[P]]:
    """Declare a job under a stable name. A failing one waits `growing` ** try seconds (three hours at most) and tries again.

    One that takes more than `minutes` ends its worker and is taken up by another (see `limits.py`).
    Arguments must be JSON and hold ids only: job rows are not sealed.
    """

    def declare(function: Callable[P, None]) -> Job[P]:
        @wraps(function)
        def freshly(*args: P.args, **kwargs: P.kwargs) -> None:
            # A worker's thread lives for weeks; the connection it kept may have died with the database.
            close_old_connections()
            with within(name, minutes):
                function(*args, **kwargs)

        return cast("Job[P]", app.task(name=name, queue=queue, retry=Growing(tries, growing))(freshly))

    return declare


def enqueue(wanted: Job[P], *, lock: str | None = None, once: str | None = None, **ids: Any) -> None:
    """Enqueue in the caller's transaction.

    `lock`: jobs with the same lock run one after another. `once`: at most one waiting job with this mark.
    """
    options = {"lock": lock, "queueing_lock": once}
    wanted.configure(**{key: value for key, value in options.items() if value}).defer(**ids)


def enqueue_named(name: str, *, queue: str, **ids: Any) -> None:
    """Enqueue, by its stable name, a job of a floor above or a face beside: who asks for it need not see it."""
    app.configure_task(name, queue=queue).defer(**ids)
