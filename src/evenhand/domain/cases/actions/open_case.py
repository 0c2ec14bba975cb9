from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from evenhand.domain.cases.actions.held_case import about
from evenhand.domain.cases.choices import RemedyState
from evenhand.domain.cases.events import CaseOpened
from evenhand.domain.cases.models import Case, CaseLine, Evidence, Remedy
from evenhand.domain.conversations.actions import open_matter
from evenhand.domain.orders.actions.own_order import own_order
from evenhand.domain.orders.actions.tie_units import tie_units
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.ids import short_number
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.record import record

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile


@dataclass(frozen=True)
class RemedyGiven:
    """A way to put it right, as it was shown to the customer: what they get, by when, by which clause."""

    kind: str
    amount: Money | None = None
    goods_back: bool = False
    due_on: date | None = None
    clause: str = ""


@transaction.atomic
def open_case(
    *,
    order_id: UUID,
    reason: str,
    units: Mapping[UUID, int],
    words: str,
    subject: str,
    actor: Actor,
    now: datetime,
    wanted: RemedyGiven | None = None,
    files: "Sequence[StoredFile]" = (),
    channel: str = "web",
    language: str = "",
    nonce: UUID | None = None,
) -> Case:
    """Something is wrong with these units (order line id -> count): open the file, and the matter it is talked about in.

    The same `nonce` (a form sent twice) opens one case.

    Raises:
        NotAllowed, OrderNotFound
        NothingNamed, UnitsTaken: nothing named, or units that are not there or in another case or return already.
        NothingSaid: neither words nor files.
    """
    order = own_order(order_id, actor, "cases.open_case")
    before = (
        Case.objects.filter(customer_id=order.customer_id, matter__nonce=nonce).first() if nonce else None
    )
    if before is not None:
        return before
    matter = open_matter(
        customer=order.customer, topic="claim", channel=channel, subject=subject, body=words, actor=actor, now=now,
        language=language or order.language, order_id=order.id, files=files, nonce=nonce,
    )  # fmt: skip
    case = Case.objects.create(
        key_id=matter.key_id, number=short_number("C"), matter=matter, order=order, customer_id=order.customer_id,
        reason=reason, wanted=wanted.kind if wanted else "", words=words.strip(),
        policy_version=order.policy_version, opened_at=now,
    )  # fmt: skip
    tie_units(order_id=order.id, units=units, kind="case", ref=case.id, now=now)
    CaseLine.objects.bulk_create(
        CaseLine(case=case, order_line_id=line, quantity=count) for line, count in units.items()
    )
    Evidence.objects.bulk_create(Evidence(case=case, file=file, given_at=now) for file in files)
    if wanted is not None:
        add_remedy(case, wanted, RemedyState.WANTED)
    event = CaseOpened(case_id=case.id, reason=reason, wanted=case.wanted, files=len(files))
    record(event, actor=actor, at=now, about=about(case))
    return case


def add_remedy(case: Case, given: RemedyGiven, state: str) -> Remedy:
    """A remedy in the words of the quote."""
    amount = given.amount
    return Remedy.objects.create(
        case=case, kind=given.kind, state=state, amount_minor=amount.minor if amount else 0,
        currency=amount.currency if amount else "", goods_back=given.goods_back, due_on=given.due_on, clause=given.clause,
    )  # fmt: skip
