"""A story lived in steps by a process that may be killed, gone on with by the next, and looked at in the end."""

import json
import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from inspect import unwrap
from pathlib import Path
from typing import Protocol

from django.db import connection, connections
from procrastinate.contrib.django import app

from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.mail.sweep import pick_up_mail
from evenhand.foundation.timeline.chain import broken, seal_batch
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.timeline.queries import parked
from evenhand.wiring.settle import settle
from tests.crash.points import watch
from tests.make.jobs import NEXT
from tests.make.moments import later
from tests.make.races import apart

Step = Callable[[], object]


@dataclass
class Life:
    """`steps` in order. Each may be done again by who did not hear that it was done: as a customer who clicks twice."""

    steps: list[Step]
    folder: Path

    def lived(self, deadly: str = "") -> bool:
        """In a child of its own, from the start; whether it came to the end alive."""
        for file in (self.points, self.heard):
            file.unlink(missing_ok=True)
        connections.close_all()  # a child must not share a line to the database with its parent
        child = os.fork()
        if child == 0:
            self._live(deadly)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0, "a step failed by itself"
        return not os.WIFSIGNALED(status)

    def _live(self, deadly: str) -> None:
        code = 1
        try:
            watch(self.points, deadly)
            for number, step in enumerate(self.steps):
                step()
                work()
                with self.heard.open("a") as heard:
                    heard.write(f"{number}\n")
            code = 0
        except Exception:  # noqa: BLE001 - told here: nothing else of this process is left
            traceback.print_exc()
        finally:
            os._exit(code)

    def gone_on_with(self) -> None:
        """What happens after a kill: leases run out, lost work is taken up, and whoever heard no answer asks again."""
        pass_leases()
        work()
        done = len(self.heard.read_text().split()) if self.heard.exists() else 0
        for step in self.steps[done:]:
            step()
            work()

    @property
    def points(self) -> Path:
        return self.folder / "points"

    @property
    def heard(self) -> Path:
        return self.folder / "heard"

    def names(self) -> list[str]:
        """The crash points passed by the last life, in order."""
        return self.points.read_text().splitlines()


def work() -> None:
    """What workers do, until nothing is left to do."""
    while settle(later(minutes=1), hurry=True) or job_run():
        pass


def job_run() -> bool:
    """Run one waiting job as a worker does: outside any transaction of the queue's. Whether there was one."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [["outside", "mail", "money", "default", "import", "files"]])
        row = cursor.fetchone()
        if row is None:
            return False
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [row[0]])
        unwrap(app.tasks[row[1]].func)(**(row[2] if isinstance(row[2], dict) else json.loads(row[2])))
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [row[0]])
    return True


def pass_leases() -> None:
    """Hours pass: every lease of the dead has run out, and the timetable has found what they left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', scheduled_at = NULL WHERE status = 'doing'"
        )
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")
    for waiting in (Outgoing, RawMail):
        waiting.objects.exclude(leased_until=None).update(leased_until=later(days=-1))
    Outgoing.objects.filter(state__in=["queued", "sending"]).update(next_try_at=later(days=-1))
    pick_up_mail(later(hours=3))


def all_is_well() -> None:
    """What must hold of the whole shop, whatever was killed: nothing waits, nothing is stuck."""
    assert not Entry.objects.filter(settled_at=None).exists(), "something happened and was not settled"
    assert not parked().exists(), [one.trouble for one in parked()]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, status::text FROM procrastinate_jobs WHERE status NOT IN ('succeeded')"
        )
        assert cursor.fetchall() == []
    assert not Outgoing.objects.exclude(state__in=["sent", "kept"]).exists()
    assert not RawMail.objects.filter(state="new").exists()


class Story(Protocol):
    """One customer's story: made anew for each crash point."""

    def steps(self) -> list[Step]: ...

    def is_as_it_should_be(self) -> None: ...


def every_point(tell: Callable[[], Story], folder: Path) -> list[str]:
    """See `every_point_here`: apart from this thread, whose event loop or connections a child would inherit."""
    names: list[str] = apart(lambda: every_point_here(tell, folder))
    return names


def every_point_here(tell: Callable[[], Story], folder: Path) -> list[str]:
    """Live a story once in peace, then once for each named point on its way, killed when first there; all names, in order.

    Every kill is gone on with and looked at; a point whose story ends wrong is told with all that is wrong there.
    """
    peaceful = tell()
    life = Life(peaceful.steps(), folder)
    assert life.lived()
    peaceful.is_as_it_should_be()
    names, wrong = life.names(), {}
    for name in dict.fromkeys(names):
        story = tell()
        life = Life(story.steps(), folder)
        assert not life.lived(deadly=name), f"never killed at {name}"
        try:
            life.gone_on_with()
            story.is_as_it_should_be()
            all_is_well()
        except Exception as trouble:  # noqa: BLE001 - each point is tried, whatever another one showed
            wrong[name] = repr(trouble)
    while seal_batch():
        pass
    assert list(broken()) == []
    assert not wrong, "\n".join(f"{name}: {trouble}" for name, trouble in wrong.items())
    return names
