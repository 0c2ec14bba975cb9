"""What asking for a return and asking for an exchange have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from evenhand.domain.conversations.actions import open_matter
from evenhand.domain.conversations.queries import matter_by_id
from evenhand.domain.orders.actions import tie_units
from evenhand.domain.returns.events import ReturnRequested
from evenhand.domain.returns.models import Return, ReturnLine, ReturnPhoto
from evenhand.domain.returns.rules import NotThisMatter
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.ids import short_number
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter
    from evenhand.domain.orders.models import Order
    from evenhand.domain.policy.queries import Outcome
    from evenhand.foundation.files.models import StoredFile


@dataclass(frozen=True)
class Told:
    """What the customer said, and where. Without `matter_id` a new matter is opened to talk about it."""

    subject: str = ""
    words: str = ""
    files: "Sequence[StoredFile]" = ()
    matter_id: UUID | None = None
    channel: str = "web"
    language: str = ""


def asked_before(order: "Order", nonce: UUID | None) -> Return | None:
    """The return that the same click made already."""
    return Return.objects.filter(customer_id=order.customer_id, nonce=nonce).first() if nonce else None


def quoted(way: "Outcome | None", currency: str) -> dict[str, Any]:
    """What the policy told the customer, as it is kept on the return."""
    if way is None or not way.available:
        # Staff go beyond the policy: the usual way of a return, under the clause it goes beyond.
        return {"clause": way.clause} if way else {}
    return {
        "freight_by": way.freight_by, "goods_back": way.goods_back, "clause": way.clause,
        "label_minor": way.pays.minor, "label_currency": way.pays.currency if way.pays else currency,
    }  # fmt: skip


def keep_return(
    order: "Order",
    units: Mapping[tuple[UUID, UUID | None], int],
    told: Told,
    fields: Mapping[str, Any],
    *,
    each: Mapping[tuple[UUID, UUID | None], int] = MappingProxyType({}),
    actor: Actor,
    now: datetime,
) -> Return:
    """Write the return and its lines ((line, replacement) -> count), tie its units, tell it happened.

    `each` says what a replacement costs more or less than the unit it replaces, in minor units.

    Raises:
        NothingNamed, UnitsTaken: no units, or units that are in another return or claim.
        NotThisMatter
    """
    matter = _matter(order, told, fields.get("nonce"), actor, now)
    one = Return.objects.create(
        key_id=order.key_id, number=short_number("R"), matter=matter, order=order, customer_id=order.customer_id,
        currency=order.currency, policy_version=order.policy_version, words=told.words.strip(), requested_at=now,
        **fields,
    )  # fmt: skip
    tie_units(order_id=order.id, units=by_line(units), kind="return", ref=one.id, now=now)
    ReturnLine.objects.bulk_create(
        ReturnLine(
            of=one,
            order_line_id=line,
            replacement_id=replacement,
            quantity=count,
            each_minor=each.get((line, replacement), 0),
        )
        for (line, replacement), count in units.items()
    )
    ReturnPhoto.objects.bulk_create(ReturnPhoto(of=one, file=file, given_at=now) for file in told.files)
    event = ReturnRequested(
        return_id=one.id, kind=one.kind, reason=one.reason, way=one.way, units=sum(units.values()),
        amount_minor=one.amount_minor, currency=one.currency, files=len(told.files),
    )  # fmt: skip
    record(event, actor=actor, at=now, about=one.about)
    return one


def by_line(units: Mapping[tuple[UUID, UUID | None], int]) -> dict[UUID, int]:
    """Units per order line, whatever they become."""
    sums: dict[UUID, int] = {}
    for (line, _replacement), count in units.items():
        sums[line] = sums.get(line, 0) + count
    return sums


def _matter(order: "Order", told: Told, nonce: UUID | None, actor: Actor, now: datetime) -> "Matter":
    if told.matter_id is None:
        return open_matter(
            customer=order.customer, topic="returning", channel=told.channel, subject=told.subject or order.number,
            body=told.words, files=told.files, language=told.language or order.language, order_id=order.id, actor=actor,
            now=now, nonce=nonce,
        )  # fmt: skip
    matter = matter_by_id(actor, told.matter_id)
    if matter is None or matter.customer_id != order.customer_id:
        raise NotThisMatter(str(told.matter_id))
    return matter
