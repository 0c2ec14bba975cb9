"""People and machines who want something of the shop and do not let go until it says yes: each thing once, as they mean it."""

import json
import smtplib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from threading import Event, Thread
from urllib.parse import urlencode
from uuid import uuid4

from tests.disasters.premises import PATIENCE
from tests.make.mail import mail_from

TOKEN = "a" * 32  # of the form and of the cookie: the same
Wish = Callable[[], bool]


@dataclass
class Told:
    """What the shop said yes to, and what it said on the way (`answers`: how often which status; 0 is a broken line)."""

    questions: dict[str, str] = field(default_factory=dict)  # words -> number of the matter
    replies: dict[str, str] = field(default_factory=dict)  # words -> number of the matter
    cancelled: list[str] = field(default_factory=list)  # numbers of orders
    returned: dict[str, str] = field(default_factory=dict)  # number of the order -> of the return
    accepted: list[str] = field(default_factory=list)  # numbers of returns
    mails: list[str] = field(default_factory=list)  # words
    answers: Counter[int] = field(default_factory=Counter)
    never: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        kept = (self.questions, self.replies, self.cancelled, self.returned, self.accepted, self.mails)
        return sum(len(one) for one in kept)


@dataclass
class Caller:
    """One who asks at `port`. `cookie`: the session; `token`: of a program."""

    port: int
    told: Told
    cookie: str = ""
    token: str = ""

    def send(self, path: str, data: bytes, kind: str, **more: str) -> tuple[int, str, bytes]:
        """Status, where to go and words; status 0 when the line broke before an answer was there."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=40)
        try:
            line.request("POST", path, data, {"Content-Type": kind, **more})
            answer = line.getresponse()
            found = answer.status, answer.getheader("Location") or "", answer.read()
        except (OSError, HTTPException):
            found = 0, "", b""
        finally:
            line.close()
        self.told.answers[found[0]] += 1
        return found

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        form = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}).encode()
        cookies = f"sessionid={self.cookie}; csrftoken={TOKEN}"
        status, where, _ = self.send(path, form, "application/x-www-form-urlencoded", Cookie=cookies)
        return status, where

    def api(self, path: str, key: str, body: dict[str, object]) -> tuple[int, dict[str, str]]:
        more = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        status, _, words = self.send(f"/api/v1/{path}", json.dumps(body).encode(), "application/json", **more)
        return status, json.loads(words) if status == 201 else {}


def insist(wish: Wish, what: str, told: Told) -> None:
    """Ask again and again until the shop says yes."""
    end = time.monotonic() + 3 * PATIENCE
    while not wish():
        if time.monotonic() > end:
            told.never.append(what)
            return
        time.sleep(0.2)


def customer(me: Caller, fresh: list[str]) -> Iterator[tuple[str, Wish]]:
    """Asks about an order, then cancels it, and so on with the next."""
    for number in fresh:
        words, nonce = f"question {uuid4()}", str(uuid4())

        def ask(number: str = number, words: str = words, nonce: str = nonce) -> bool:
            status, where = me.post(f"/orders/{number}/ask", words=words, nonce=nonce)
            if status == 302:
                me.told.questions[words] = where.rpartition("/")[2]
            return status == 302

        def cancel(number: str = number) -> bool:
            status, _ = me.post(f"/orders/{number}/cancel", reason="no_longer_needed")
            if status in (302, 409):  # 409: it was cancelled the first time, and the answer was lost
                me.told.cancelled.append(number)
            return status in (302, 409)

        yield words, ask
        yield f"cancel {number}", cancel


def program(me: Caller, delivered: dict[str, str]) -> Iterator[tuple[str, Wish]]:
    """Asks for returns through the API, with a key for each; `delivered` are article ids by order."""
    for number, item in delivered.items():
        key = str(uuid4())

        def ask(number: str = number, item: str = item, key: str = key) -> bool:
            status, one = me.api(
                f"orders/{number}/returns", key, {"items": [item], "words": f"Too large {key}"}
            )
            if status == 201:
                me.told.returned[number] = one["number"]
            return status == 201

        yield f"return {number}", ask


def staff(me: Caller) -> Iterator[tuple[str, Wish]]:
    """Answers whatever was asked, and takes back whatever was returned."""
    told, answered, taken = me.told, set[str](), set[str]()
    while True:
        for matter in [one for one in list(told.questions.values()) if one not in answered][:1]:
            answered.add(matter)
            words, nonce = f"answer {uuid4()}", str(uuid4())

            def reply(matter: str = matter, words: str = words, nonce: str = nonce) -> bool:
                status, _ = me.post(f"/desk/m/{matter}/reply", body=words, nonce=nonce)
                if status == 302:
                    told.replies[words] = matter
                return status == 302

            yield words, reply
        for one in [one for one in list(told.returned.values()) if one not in taken][:1]:
            taken.add(one)
            for verb in ("approve", "received", "accept"):
                yield (
                    f"{verb} {one}",
                    lambda one=one, verb=verb: me.post(f"/desk/returns/{one}/{verb}")[0] == 302,
                )
            told.accepted.append(one)
        yield "a pause", lambda: True


def writer(door: int, told: Told) -> Iterator[tuple[str, Wish]]:
    """Writes mails; its server hands each over until it hears that it was taken."""
    for number in count():
        words = f"mail {uuid4()}"
        raw = mail_from(f"ana{number}@post.example", words, message_id=f"<{uuid4()}@post.example>")

        def hand_over(words: str = words, raw: bytes = raw) -> bool:
            try:
                with smtplib.SMTP("127.0.0.1", door, timeout=40) as line:
                    line.sendmail("ana@post.example", ["service@shop.example"], raw)
            except (OSError, smtplib.SMTPException):
                return False
            told.mails.append(words)
            return True

        yield words, hand_over


def call(wishes: Iterator[tuple[str, Wish]], told: Told, over: Event, pause: float) -> Thread:
    """Somebody who goes on wishing until it is over, and gets the last wish, too."""

    def live() -> None:
        for what, wish in wishes:
            insist(wish, what, told)
            if over.wait(pause):
                return

    thread = Thread(target=live)
    thread.start()
    return thread
