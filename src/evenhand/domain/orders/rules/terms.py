"""What the policy an order was bought under lets be done with it: until which state, until when, by which clause."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evenhand.domain.orders.choices import CancelReason, OrderStatus
from evenhand.domain.orders.rules.troubles import NotDelivered, NotPending, ReasonNotAccepted, TooLateToChange


@dataclass(frozen=True)
class ChangeTerm:
    """Whether something may be changed in a state; `hours` from the placing of the order, None without end."""

    allowed: bool
    clause: str = ""
    hours: int | None = None


@dataclass(frozen=True)
class Terms:
    """What a shop's policy says of its orders. What stands here holds where the policy says nothing.

    `changes`: (what, status) -> term, `what` being address, items or payment. Goods come back once they arrived: that
    is no choice of a shop's, and how long and for what they may is the policy's table of remedies.
    """

    cancel_from: frozenset[str] = frozenset({OrderStatus.PENDING})
    cancel_reasons: frozenset[str] = frozenset(CancelReason.values)
    cancel_clauses: Mapping[str, str] = field(default_factory=dict)
    change_from: frozenset[str] = frozenset({OrderStatus.PENDING})
    changes: Mapping[tuple[str, str], ChangeTerm] = field(default_factory=dict)
    return_from: frozenset[str] = frozenset({OrderStatus.DELIVERED, OrderStatus.COMPLETED})


TERMS = Terms()


def may_cancel(status: str, reason: str, terms: Terms = TERMS) -> None:
    """Raises: NotPending, ReasonNotAccepted."""
    if status not in terms.cancel_from:
        raise NotPending(status, terms.cancel_clauses.get(status, ""))
    if reason not in terms.cancel_reasons:
        raise ReasonNotAccepted(reason)


def may_change(
    what: str,
    status: str,
    terms: Terms = TERMS,
    *,
    placed_at: datetime | None = None,
    now: datetime | None = None,
) -> None:
    """Whether `what` (address, items, payment) of an order in this state may be changed now.

    Raises: NotPending, TooLateToChange.
    """
    term = terms.changes.get((what, status))
    if term is None:
        term = ChangeTerm(status in terms.change_from and not terms.changes)
    if not term.allowed:
        raise NotPending(status, term.clause)
    if term.hours is not None and placed_at and now and now > placed_at + timedelta(hours=term.hours):
        raise TooLateToChange(f"{what} after {term.hours} hours", term.clause)


def may_return(status: str, terms: Terms = TERMS) -> None:
    """Return and exchange exclude each other: after either the order is no longer delivered. Raises: NotDelivered."""
    if status not in terms.return_from:
        raise NotDelivered(status)


def terms_from(
    cancelling: Iterable[tuple[Sequence[str], bool, str]],
    changing: Iterable[tuple[Sequence[str], Sequence[str], ChangeTerm]] = (),
) -> Terms:
    """Terms by a policy's tables: "cancellation" (statuses, whether allowed, clause) and "changes" (what, statuses, term).

    The first row that speaks of a state decides; a table without rows leaves what holds anyway.
    """
    allowed, clauses = set(), {}
    for statuses, yes, clause in cancelling:
        for status in statuses:
            if status not in clauses:
                clauses[status] = clause
                allowed |= {status} if yes else set()
    changes: dict[tuple[str, str], ChangeTerm] = {}
    for whats, statuses, term in changing:
        for what in whats:
            for status in statuses:
                changes.setdefault((what, status), term)
    usual = TERMS
    return Terms(
        cancel_from=frozenset(allowed) if clauses else usual.cancel_from,
        cancel_clauses=clauses,
        changes=changes,
    )
