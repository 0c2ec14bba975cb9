"""Who a session belongs to. It is bound to the person's epoch: when a right ends, the epoch moves on and the session is nobody's.

One browser may hold both a member of staff and a customer (a shop's own people buy there too); the page decides whom it asks.
"""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from evenhand.foundation.access.actors import ANYONE, Actor

Side = Literal["staff", "customer"]
LONGEST = {"staff": timedelta(hours=12), "customer": timedelta(hours=12)}
IDLE = {"staff": timedelta(minutes=30), "customer": timedelta(hours=12)}
NOTICE = timedelta(minutes=1)  # how coarsely `seen` is kept: not each click needs a write


@dataclass(frozen=True)
class Standing:
    """What holds of a person right now: the epoch their sessions must carry, and their role."""

    epoch: int
    role: str


def begin(request: HttpRequest, side: Side, person: UUID, now: datetime) -> None:
    """Sign in: a new session id, bound to the person as they stand now. Both proofs were given before this."""
    standing = standing_of(side, person)
    if standing is None:
        return
    request.session.cycle_key()
    moment = now.timestamp()
    request.session[side] = {
        "id": str(person), "epoch": standing.epoch, "since": moment, "seen": moment, "proved": moment,
    }  # fmt: skip


def end(request: HttpRequest, side: Side) -> None:
    """Sign out one side; the session goes when nobody is left in it."""
    request.session.pop(side, None)
    if "staff" in request.session or "customer" in request.session:
        request.session.cycle_key()
    else:
        request.session.flush()


def actor_of(session: MutableMapping[str, Any], side: Side, now: datetime) -> Actor:
    """The actor this session speaks for on one side, ANYONE when there is none or their standing changed.

    Live streams ask this again at each beat with the session as stored, so that they end with the right as well.
    """
    held = session.get(side)
    if not held:
        return ANYONE
    moment = now.timestamp()
    standing = standing_of(side, UUID(held["id"]))
    over = (
        moment - held["since"] > LONGEST[side].total_seconds()
        or moment - held["seen"] > IDLE[side].total_seconds()
    )
    if standing is None or over or standing.epoch != held["epoch"]:
        del session[side]
        return ANYONE
    if moment - held["seen"] > NOTICE.total_seconds():
        session[side] = {**held, "seen": moment}
    return Actor(side, UUID(held["id"]), permissions_of(standing.role), standing.role)


def prove_again(request: HttpRequest, now: datetime) -> None:
    """The second proof was just given once more: the session is fresh for large sums."""
    request.session["staff"] = {**request.session["staff"], "proved": now.timestamp()}


def proved_at(request: HttpRequest) -> float:
    """When staff last gave the second proof, in seconds since 1970; 0 for never."""
    return float(request.session.get("staff", {}).get("proved", 0))


def standing_of(side: Side, person: UUID) -> Standing | None:
    """Asked of the wiring (setting EVENHAND_ROLES), which alone knows the rooms where people are kept."""
    found: Standing | None = import_module(settings.EVENHAND_ROLES).standing_of(side, person)
    return found


def permissions_of(role: str) -> frozenset[str]:
    """The verbs of a role, from the same table."""
    verbs: frozenset[str] = import_module(settings.EVENHAND_ROLES).permissions_of(role)
    return verbs
