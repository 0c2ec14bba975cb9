"""A published policy: the demo shop's own document, or a small one with what a test needs."""

from pathlib import Path
from typing import Any
from uuid import UUID

from evenhand.domain.policy.actions import draft_version, publish_version
from evenhand.domain.policy.models import Version
from evenhand.foundation.access.actors import SYSTEM, Actor
from tests.make.moments import NOW

DEMO = Path(__file__).parents[2] / "src" / "evenhand" / "demo" / "data" / "policy.toml"
AUTHOR = Actor("staff", UUID(int=1), may=frozenset({"policy.draft_version", "policy.publish_version"}))
APPROVER = Actor("staff", UUID(int=2), may=frozenset({"policy.draft_version", "policy.publish_version"}))
WEEKDAYS = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def publish_demo_policy(now=NOW) -> Version:
    """The demo shop's policy, as set up by the system."""
    version = draft_version(document=DEMO.read_text(), actor=SYSTEM, now=now)
    return publish_version(number=version.number, actor=SYSTEM, now=now)


def publish_policy(document: dict[str, Any], now=NOW) -> Version:
    """Written by one, published by another."""
    version = draft_version(document=document, actor=AUTHOR, now=now)
    return publish_version(number=version.number, actor=APPROVER, now=now)


def value(key: str, amount: Any, unit: str = "days", **texts: str) -> dict[str, Any]:
    return {"key": key, "amount": amount, "unit": unit, "source": "test", "texts": texts or {"en": key}}


def calendar(zone: str = "UTC", **more: Any) -> dict[str, Any]:
    """calendar.shop: weekdays nine to five, unless said otherwise."""
    return value("calendar.shop", {"zone": zone, "week": WEEKDAYS, "holidays": [], **more}, "calendar")


def promise(key: str, **more: Any) -> dict[str, Any]:
    """A row of the promises table; by default an answer within 48 hours."""
    usual = {
        "key": key, "title": "promise.title", "starts": ["conversations.opened", "conversations.message_received"],
        "keeps": ["conversations.reply_sent"], "releases": [], "clock": "elapsed_hours", "amount": "answer.hours",
        "calendar": "shop", "subject": "matter", "public": True,
    }  # fmt: skip
    return {"table": "promises", "clause": "", "conditions": {}, "result": {**usual, **more}}


def document(
    *rows: dict[str, Any], number: int = 1, values: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """A small whole policy."""
    usual = [
        calendar(),
        value("answer.hours", 48, "hours"),
        value("answer.working_hours", 8, "working_hours"),
        value("answer.working_days", 3, "working_days"),
        value("promise.title", "", "text", en="We answer.") | {"amount": "-"},
    ]
    wanted = {one["key"]: one for one in [*usual, *(values or [])]}
    numbered = [{"position": at * 10, **row} for at, row in enumerate(rows, 1)]
    head = {"number": number, "title": "Our word", "effective_on": NOW.date().replace(year=2024)}
    return {**head, "values": list(wanted.values()), "rows": numbered, **more}
