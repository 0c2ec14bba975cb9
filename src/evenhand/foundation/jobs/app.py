"""Jobs on procrastinate: kept in PostgreSQL, retried with growing pauses, visible when they fail to the end."""

from collections.abc import Callable
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

P = ParamSpec("P")
R = TypeVar("R")


class Job(Protocol[P]):
    """A function that can be called now, or later by `enqueue`."""

    name: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None: ...

    def configure(self, **options: Any) -> Any: ...


def job(
    name: str, *, queue: str = "outside", tries: int = 12, growing: int = 4
) -> Callable[[Callable[P, None]], Job[P]]:
    """Declare a job under a stable name. A failing one waits `growing` ** try seconds (at most some hours) and tries again.

    Arguments must be JSON and hold ids only: job rows are not sealed.
    """
    retry = RetryStrategy(max_attempts=tries, exponential_wait=growing)

    def declare(function: Callable[P, None]) -> Job[P]:
        return cast("Job[P]", app.task(name=name, queue=queue, retry=retry)(function))

    return declare


def enqueue(wanted: Job[P], *, lock: str | None = None, once: str | None = None, **ids: Any) -> None:
    """Enqueue in the caller's transaction.

    `lock`: jobs with the same lock run one after another. `once`: at most one waiting job with this mark.
    """
    options = {"lock": lock, "queueing_lock": once}
    wanted.configure(**{key: value for key, value in options.items() if value}).defer(**ids)
