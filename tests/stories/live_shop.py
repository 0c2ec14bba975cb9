"""The whole program on a free port, with a database, a state folder and a real mail server of its own."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from aiosmtpd.controller import Controller

PATIENCE = 60


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Mailbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.server = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd calls
        del server, session
        mail = message_from_bytes(envelope.content, policy=policy.default)
        mail["X-Test-To"] = ",".join(envelope.rcpt_tos)
        self.mails.append(mail)
        return "250 kept"

    def wait_for(self, to: str, words: str) -> EmailMessage:
        """The newest mail to this address whose subject or text holds these words."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for mail in reversed(self.mails):
                if to in mail["X-Test-To"] and re.search(words, f"{mail['Subject']}\n{text_of(mail)}"):
                    return mail
            time.sleep(0.1)
        heard = [f"{mail['X-Test-To']}: {mail['Subject']}" for mail in self.mails]
        raise AssertionError(f"No mail to {to} about {words!r}. There came: {heard}")


def text_of(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content()


class LiveShop:
    """`with LiveShop() as shop`: `shop.url`, `shop.mailbox`, `shop.run(...)` for other commands."""

    def __enter__(self) -> "LiveShop":
        self.mailbox = Mailbox()
        self.mailbox.server.start()
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.folder = tempfile.TemporaryDirectory(prefix="evenhand-story-")
        self.database = f"evenhand_story_{os.getpid()}"
        self.admin = os.environ["DATABASE_URL"]
        self._sql(f"CREATE DATABASE {self.database}")
        where = urlsplit(self.admin)
        self.environment = {
            **os.environ, "EVENHAND_DEMO": "1", "EVENHAND_VAR": self.folder.name, "PORT": str(self.port),
            "DATABASE_URL": urlunsplit(where._replace(path=f"/{self.database}")), "EVENHAND_URL": self.url,
            "EVENHAND_SMTP_URL": f"smtp://127.0.0.1:{self.mailbox.server.port}",
        }  # fmt: skip
        self.environment.pop("EVENHAND_TEST_SUFFIX", None)
        self.log = Path(self.folder.name, "story.log").open("wb")
        script = Path(__file__).with_name("open_shop.py")
        subprocess.run(
            [sys.executable, script], env=self.environment, check=True, stdout=self.log, stderr=self.log
        )
        self.process = subprocess.Popen(
            [sys.executable, "-m", "evenhand.config.cli", "serve"],
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
        )
        self._wait_until_open()
        return self

    def __exit__(self, *trouble: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self.mailbox.server.stop()
        self.log.close()
        if trouble[0]:
            print(Path(self.log.name).read_text(errors="replace")[-6000:])
        self._sql(f"DROP DATABASE {self.database} WITH (FORCE)")
        self.folder.cleanup()

    def run(self, *words: str, given: bytes = b"") -> int:
        """Another command of the same installation, such as a mail server's pipe; its exit code."""
        command = [sys.executable, "-m", "evenhand.config.cli", *words]
        return subprocess.run(command, env=self.environment, input=given, check=False).returncode

    def _wait_until_open(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/help", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError(Path(self.log.name).read_text(errors="replace")[-3000:])

    def _sql(self, words: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(words)
