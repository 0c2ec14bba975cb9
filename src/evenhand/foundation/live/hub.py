"""One listener per web process hands each entry to the open streams that asked for one of its subjects."""

import asyncio
import logging
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DatabaseError, close_old_connections, connections
from django.db.models import QuerySet

from evenhand.foundation.live.wake import heard
from evenhand.foundation.timeline.models import Entry

log = logging.getLogger(__name__)

# A browser that does not read gets a note to reload instead of an ever longer queue.
LONGEST = 200
BEAT = 1.0


@dataclass(frozen=True)
class Told:
    """What a stream says of an entry: nothing personal, the page fetches the rest through its own door."""

    id: int
    name: str
    about: dict[str, UUID]

    @property
    def topics(self) -> set[str]:
        return {f"{kind}:{ref}" for kind, ref in self.about.items()} | {"desk"}


@dataclass(eq=False)
class Stream:
    """One open stream and what it listens to ("matter:<uuid>", "desk")."""

    topics: frozenset[str]
    loop: asyncio.AbstractEventLoop
    queue: "asyncio.Queue[Told | None]" = field(default_factory=lambda: asyncio.Queue(LONGEST))

    def put(self, told: Told | None) -> None:
        """From any thread. A full queue is emptied and ends in None: the reader should start anew."""
        self.loop.call_soon_threadsafe(self._put, told)

    def _put(self, told: Told | None) -> None:
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            told = None
        self.queue.put_nowait(told)


class Hub:
    """Who listens to what. Started by the first stream."""

    def __init__(self) -> None:
        self._streams: dict[str, set[Stream]] = defaultdict(set)
        self._lock = threading.Lock()
        self._ear: threading.Thread | None = None
        self._stop = threading.Event()

    def join(self, stream: Stream) -> None:
        with self._lock:
            for topic in stream.topics:
                self._streams[topic].add(stream)
            if self._ear is None:
                self._stop.clear()
                self._ear = threading.Thread(target=self._listen, name="live", daemon=True)
                self._ear.start()

    def leave(self, stream: Stream) -> None:
        with self._lock:
            for topic in stream.topics:
                self._streams[topic].discard(stream)
                if not self._streams[topic]:
                    del self._streams[topic]

    def close(self) -> None:
        """Stop listening and let go of the database; the next stream begins anew."""
        self._stop.set()
        if self._ear is not None:
            self._ear.join()
            self._ear = None

    def _listen(self) -> None:
        last = None
        for ids in heard(BEAT, self._stop):
            # After a lost connection nobody told us what was missed: read on from what we saw last.
            try:
                last = self._tell(Entry.objects.filter(pk__in=ids) if ids else since(last), last)
            except DatabaseError as trouble:
                log.warning("not told for now: %s", type(trouble).__name__)
        connections.close_all()

    def _tell(self, found: QuerySet[Entry], last: int | None) -> int | None:
        close_old_connections()
        for entry in found.order_by("id").prefetch_related("subjects"):
            told = Told(entry.pk, entry.name, entry.about)
            with self._lock:
                wanted = {stream for topic in told.topics for stream in self._streams.get(topic, ())}
            for stream in wanted:
                stream.put(told)
            last = max(last or 0, entry.pk)
        return last if last is not None else newest()


def since(last: int | None) -> QuerySet[Entry]:
    return Entry.objects.none() if last is None else Entry.objects.filter(pk__gt=last)


def newest() -> int:
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


HUB = Hub()
