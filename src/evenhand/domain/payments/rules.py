"""When money may move, from which capture, and what the ledger then says."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from evenhand.domain.payments.choices import AttemptState, InstrumentKind, Provider
from evenhand.foundation.money.values import Money

STORED_WITH_US = (InstrumentKind.GIFT_CARD, InstrumentKind.CREDIT)


class MoneyRefused(Exception):
    """Money does not move. `code` is stable, `clause` is where the policy or the law says so."""

    code = "money_refused"
    clause = "payments"


class AlreadyRefunded(MoneyRefused):
    """Somebody decided this refund before: this one was not made a second time."""

    code, clause = "already_refunded", "payments.once"


class MoreThanPaid(MoneyRefused):
    """Not so much is left of what was paid for this order."""

    code, clause = "more_than_paid", "payments.not_more_than_paid"


class NothingToRefund(MoneyRefused):
    code, clause = "nothing_to_refund", "payments.not_more_than_paid"


class WrongCurrency(MoneyRefused):
    """Money goes back in the currency it came in."""

    code, clause = "wrong_currency", "payments.same_currency"


class MethodUnknown(MoneyRefused):
    """Not a payment method of this customer's."""

    code, clause = "method_unknown", "payments.own_methods"


class SameMethod(MoneyRefused):
    """The order is paid by this method already."""

    code, clause = "same_method", "payments.change.different"


class NotOnePayment(MoneyRefused):
    """The way of paying can be changed while there is exactly one payment."""

    code, clause = "not_one_payment", "payments.change.one_payment"


class GiftCardTooSmall(MoneyRefused):
    """The balance does not cover the amount."""

    code, clause = "gift_card_too_small", "payments.gift_card.covers_all"


class NotOriginalMethod(MoneyRefused):
    """A refund goes back the way it was paid, or to a gift card of the customer's."""

    code, clause = "not_original_method", "payments.refund.original_or_gift_card"


class AlreadyPaid(MoneyRefused):
    """What was asked for was paid before: a colleague noted it."""

    code, clause = "already_paid", "payments.once"


class SamePerson(MoneyRefused):
    """Who decided a large refund cannot be the second person for it."""

    code, clause = "same_person", "refund.second_person_above"


class WrongMoment(MoneyRefused):
    """The attempt is not in a state in which this could follow."""

    code, clause = "wrong_moment", "payments.attempts"


class StillUnknown(WrongMoment):
    """Nobody knows yet whether the last attempt paid; it must be cleared up before another one is made."""

    code = "still_unknown"


FOLLOWS: dict[str, frozenset[str]] = {
    AttemptState.SENT: frozenset({AttemptState.PREPARED}),
    AttemptState.SUCCEEDED: frozenset({AttemptState.PREPARED, AttemptState.SENT, AttemptState.UNKNOWN}),
    AttemptState.FAILED: frozenset({AttemptState.PREPARED, AttemptState.SENT}),
    AttemptState.UNKNOWN: frozenset({AttemptState.SENT}),
    AttemptState.RECONCILED: frozenset({AttemptState.UNKNOWN, AttemptState.SENT}),
}


@dataclass(frozen=True)
class Held:
    """What is left of a capture after all decisions that stand."""

    capture_id: UUID
    instrument_id: UUID | None
    currency: str
    left: int


def above(amount: Money, limit: Money | None) -> bool:
    """Whether an amount is above the policy's limit; no limit, nothing is above it.

    A policy says its limit in each currency that the shop takes. In one that it forgot, the bare numbers are compared: there
    is no rate here that anybody vouches for.
    """
    if limit is None:
        return False
    return amount.minor > limit.minor if amount.currency == limit.currency else amount.major > limit.major


def demand_another(decided_by: UUID | None, confirms: UUID | None) -> None:
    """Raises: SamePerson, also for somebody who is nobody in particular."""
    if confirms is None or confirms == decided_by:
        raise SamePerson


def may_become(state: str, wanted: str) -> None:
    """Raises: WrongMoment."""
    if state not in FOLLOWS[wanted]:
        raise WrongMoment(f"{state} to {wanted}")


def provider_for(kind: str) -> str:
    """Who pays a refund to this kind of instrument."""
    return Provider.LEDGER if kind in STORED_WITH_US else Provider.MANUAL


def covers(kind: str, balance: int, minor: int) -> None:
    """Money stored with us must cover what it is asked for; a card or a bank is asked itself. Raises: GiftCardTooSmall."""
    if kind in STORED_WITH_US and balance < minor:
        raise GiftCardTooSmall


def may_receive(kind: str, instrument_id: UUID, captures: Sequence[Held]) -> None:
    """Raises: NotOriginalMethod."""
    if kind not in STORED_WITH_US and instrument_id not in {one.instrument_id for one in captures}:
        raise NotOriginalMethod


def taken_from(captures: Sequence[Held], minor: int, currency: str) -> list[tuple[Held, int]]:
    """From which captures, oldest first, an amount goes back.

    Raises: NothingToRefund, WrongCurrency, MoreThanPaid.
    """
    if minor <= 0:
        raise NothingToRefund
    if any(one.currency != currency for one in captures):
        raise WrongCurrency(currency)
    parts: list[tuple[Held, int]] = []
    for one in captures:
        part = min(one.left, minor)
        if part > 0:
            parts.append((one, part))
            minor -= part
    if minor:
        raise MoreThanPaid
    return parts
