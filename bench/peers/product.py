"""What is asked of every product, ours included."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import psycopg
from psycopg import sql

from bench.peers.place import Cannot, Server

Work = Callable[[], object]  # does it once; False says that the answer was wrong
Found = TypeVar("Found")
LIST, OPEN = "list of what is open", "open a matter"
WORD, PART = "search: a rare word", "search: an order number in part"
SINGLE = "one mail, until it is on the desk"


def only(found: Collection[Found]) -> Found:
    """The one that was found. Raises Cannot."""
    if len(found) != 1:
        message = f"searching for a word that one mail holds finds {len(found)}"
        raise Cannot(message)
    return next(iter(found))


class Product(ABC):
    """One product in a folder of its own, with a database of its own on the server that all share."""

    name: str
    version = ""
    how = ""  # how mail comes in, how search is set up: what a reader of the figures must know
    server: Server
    by_mail = 1_000  # how many came by mail, of which copies are made

    def __init__(self, folder: Path, database: str, stack: ExitStack) -> None:
        """`database` is the DSN of the shared server's first database; what is started goes on `stack`."""
        self.folder, self.stack = folder, stack
        self.label = f"peers_{folder.name}"
        self.url = database.replace("/evenhand?", f"/{self.label}?")
        folder.mkdir(parents=True, exist_ok=True)
        with psycopg.connect(database, autocommit=True) as plain:
            for words in ("DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}"):
                plain.execute(sql.SQL(words).format(sql.Identifier(self.label)))

    @property
    def socket(self) -> str:
        """The folder of the database server's socket."""
        return self.url.partition("host=")[2]

    @property
    def processes(self) -> set[int]:
        return {self.server.process.pid}

    @abstractmethod
    def install(self) -> None:
        """Bring the product into its folder and its database into being. Raises Cannot."""

    @abstractmethod
    def start(self) -> None:
        """Start its web server and sign a member of staff in. Raises Cannot."""

    @abstractmethod
    def take_in(self, mails: list[bytes]) -> None:
        """By the true way for mail; at the end each one is on the desk. Raises Cannot."""

    @abstractmethod
    def settle(self) -> None:
        """Whatever its timetable would do before searching: full-text indexing, and the like."""

    @abstractmethod
    def grow(self, had: int, to: int) -> None:
        """Straight into the database: from `had` matters to `to`, few of them open."""

    def copies(self, had: int, to: int) -> range:
        """The numbers of the copies that this takes."""
        return range(max(1, had // self.by_mail), to // self.by_mail)

    @abstractmethod
    def works(self) -> dict[str, Work]:
        """By the names above."""
