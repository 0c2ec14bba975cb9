"""Evenhand as a shop runs it: `evenhand serve`, mail by SMTP, a member signed in."""

import re
import sys
import time
from datetime import UTC, datetime
from smtplib import SMTP

import psycopg
from django.db import connections
from django.test import Client

from bench import maker
from bench.peers.mails import RARE, RARE_ORDER
from bench.peers.place import Browser, Cannot, Server, free_port, run
from bench.peers.product import LIST, OPEN, PART, WORD, Product, Work, only
from evenhand.demo.opening import open_shop
from evenhand.wiring.settle import settle
from tests.make.staff import make_ready_member, sign_in

WAITING = """
SELECT (SELECT count(*) FROM mail_rawmail WHERE state = 'new') +
       (SELECT count(*) FROM timeline_entry WHERE settled_at IS NULL)"""
A_MATTER = re.compile(r"/desk/m/(M-[0-9A-Z]+)")


class Evenhand(Product):
    name = "Evenhand"
    how = "mail by SMTP to its listener, on the desk when all that follows from it is done; all search is on from the start"

    def install(self) -> None:
        run(sys.executable, "-m", "evenhand.config.cli", "migrate", "-v0")
        open_shop(datetime.now(UTC))
        settle()

    def start(self) -> None:
        port, self.smtp = free_port(), free_port()
        env = {"PORT": str(port), "EVENHAND_SMTP_LISTEN": f"127.0.0.1:{self.smtp}"}
        words: list[object] = [sys.executable, "-m", "evenhand.config.cli", "serve"]
        log = self.folder / "log"
        self.server = self.stack.enter_context(
            Server(words, ports=(port, self.smtp), log=log, env=env, cwd=self.folder)
        )
        now, client = datetime.now(UTC), Client()
        sign_in(client, make_ready_member("lead", now=now), now=now)
        self.browser = Browser(port)
        self.browser.cookies = {name: one.value for name, one in client.cookies.items()}
        self.watch = self.stack.enter_context(psycopg.connect(self.url, autocommit=True))
        connections.close_all()

    def take_in(self, mails: list[bytes]) -> None:
        with SMTP("127.0.0.1", self.smtp) as line:
            for mail in mails:
                line.sendmail("person@post.example", ["service@shop.example"], mail)
        until = time.monotonic() + 300
        while self.watch.execute(WAITING).fetchone() != (0,):
            if time.monotonic() > until:
                message = "its worker did not take the mails in five minutes"
                raise Cannot(message)
            time.sleep(0.01 if len(mails) == 1 else 0.05)

    def settle(self) -> None:
        """Nothing: words are found as soon as they are there."""

    def grow(self, had: int, to: int) -> None:
        maker.make(to, first=had)
        connections.close_all()

    def works(self) -> dict[str, Work]:
        one = only(self.found(f"/desk/find?q={RARE}"))
        return {
            LIST: lambda: len(self.found("/desk")) >= 25,
            OPEN: lambda: RARE in self.browser.get(f"/desk/m/{one}"),
            WORD: lambda: self.found(f"/desk/find?q={RARE}") == {one},
            PART: lambda: self.found(f"/desk/find?q={RARE_ORDER}") == {one},
        }

    def found(self, path: str) -> set[str]:
        return set(A_MATTER.findall(self.browser.get(path)))
