"""Questions about money. What a customer may read takes who asks; `held`, `captures_of` and the like are for rooms above."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from evenhand.domain.orders.queries import order as order_with
from evenhand.domain.payments.choices import Account, AttemptState, Provider
from evenhand.domain.payments.models import (
    AskedPayment,
    Capture,
    Instrument,
    LedgerEntry,
    RefundAttempt,
    RefundDecision,
)
from evenhand.domain.payments.rules import Held, MethodUnknown, above, covers, may_receive
from evenhand.domain.policy.queries import NoSuchValue, NoSuchVersion
from evenhand.domain.policy.queries import current as current_policy
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.calendar.arithmetic import add_working_days, local_day
from evenhand.foundation.money.values import Money


def instruments_of(actor: Actor, customer_id: UUID) -> QuerySet[Instrument]:
    """How this customer pays, as far as the actor may see it."""
    return Instrument.objects.visible_to(actor).filter(customer_id=customer_id).order_by("id")


def instrument_of(actor: Actor, customer_id: UUID, named: str) -> Instrument | None:
    """One of a customer's methods, by our id or by the shop's own code."""
    index = Instrument._meta.get_field("external_index").of(named)
    which = Q(external_index=index) | Q(pk=named) if _is_id(named) else Q(external_index=index)
    return instruments_of(actor, customer_id).filter(which).first()


def instrument_by_external(customer_id: UUID, external_id: str) -> Instrument | None:
    index = Instrument._meta.get_field("external_index").of(external_id)
    return Instrument.objects.filter(customer_id=customer_id, external_index=index).first()


def instrument(instrument_id: UUID) -> Instrument:
    """Raises: Instrument.DoesNotExist."""
    return Instrument.objects.get(pk=instrument_id)


def balance(instrument_id: UUID) -> int:
    """What a gift card or credit holds, in minor units: the sum of its ledger entries."""
    stored = LedgerEntry.objects.filter(instrument_id=instrument_id, account=Account.STORED)
    return int(stored.aggregate(sum=Coalesce(Sum("minor"), 0))["sum"])


def captures_of(order_id: UUID) -> QuerySet[Capture]:
    """What was paid for an order, in order."""
    return Capture.objects.filter(order_id=order_id).select_related("instrument").order_by("ordinal")


def held(order_id: UUID) -> list[Held]:
    """What is left of each capture after all decisions that stand, oldest first."""
    standing = Sum("decisions__minor", filter=Q(decisions__withdrawn_at=None))
    rows = Capture.objects.filter(order_id=order_id).annotate(owed=Coalesce(standing, 0)).order_by("ordinal")
    found = rows.values_list("id", "instrument_id", "currency", "minor", "owed")
    return [Held(one, method, currency, minor - owed) for one, method, currency, minor, owed in found]


def refundable(order_id: UUID) -> Money:
    """What could still go back for this order."""
    return Money(sum(one.left for one in held(order_id)), order_with(order_id).currency)


def refunds_of(actor: Actor, order_id: UUID) -> QuerySet[RefundDecision]:
    """What is owed or was paid back for an order, oldest first."""
    seen = RefundDecision.objects.visible_to(actor).filter(order_id=order_id)
    return seen.select_related("instrument").prefetch_related("attempts").order_by("decided_at", "id")


def refunds_for(actor: Actor) -> QuerySet[RefundDecision]:
    """Every refund the actor may see, newest first."""
    return (
        RefundDecision.objects.visible_to(actor).select_related("instrument").order_by("-decided_at", "-id")
    )


def refunds_from(source: str) -> QuerySet[RefundDecision]:
    """The decisions made for one source ("return:<id>")."""
    return RefundDecision.objects.filter(source=source).order_by("part")


def refund(decision_id: UUID) -> RefundDecision:
    """Raises: RefundDecision.DoesNotExist."""
    return RefundDecision.objects.select_related("instrument").get(pk=decision_id)


def attempt(attempt_id: UUID) -> RefundAttempt:
    """Raises: RefundAttempt.DoesNotExist."""
    return RefundAttempt.objects.select_related("decision__instrument").get(pk=attempt_id)


def asked_from(source: str) -> AskedPayment | None:
    """What the customer was asked to pay for one source ("return:<id>"), if anything."""
    return AskedPayment.objects.filter(source=source).first()


def asked_payment(asked_id: UUID) -> AskedPayment:
    """Raises: AskedPayment.DoesNotExist."""
    return AskedPayment.objects.get(pk=asked_id)


def asked_waiting(actor: Actor) -> QuerySet[AskedPayment]:
    """What customers were asked for and have not paid, the oldest first."""
    seen = AskedPayment.objects.visible_to(actor).filter(paid_at=None)
    return seen.select_related("order").order_by("asked_at", "id")


def asked_of(actor: Actor, order_id: UUID) -> QuerySet[AskedPayment]:
    """What this order's customer was asked to pay beside the order itself."""
    return AskedPayment.objects.visible_to(actor).filter(order_id=order_id)


def payouts_waiting(actor: Actor) -> QuerySet[RefundAttempt]:
    """What a person has to pay by hand, the first due first."""
    seen = RefundAttempt.objects.visible_to(actor).filter(provider=Provider.MANUAL, state=AttemptState.SENT)
    return seen.select_related("decision__instrument", "decision__order").order_by("decision__due_on", "id")


def payouts_unknown(actor: Actor) -> QuerySet[RefundAttempt]:
    """Attempts nobody knows the outcome of, the oldest first."""
    seen = RefundAttempt.objects.visible_to(actor).filter(state=AttemptState.UNKNOWN)
    return seen.select_related("decision__instrument", "decision__order").order_by("sent_at")


def check_refund_target(order_id: UUID, instrument_id: UUID) -> None:
    """Whether a refund of this order may go there.

    Raises:
        MethodUnknown: not this customer's.
        NotOriginalMethod: neither how it was paid nor stored with us.
    """
    found = _customers_own(order_id, instrument_id)
    may_receive(found.kind, found.id, held(order_id)[:1])


def check_difference(order_id: UUID, instrument_id: UUID, minor: int) -> None:
    """Whether a price difference can be settled there.

    Raises:
        MethodUnknown: not this customer's.
        GiftCardTooSmall: it does not cover what is to pay.
    """
    found = _customers_own(order_id, instrument_id)
    covers(found.kind, balance(found.id), minor)


def pay_by(now: datetime) -> date | None:
    """The day a refund decided now is to be paid by, as the policy says; None for a shop without a policy."""
    try:
        policy = current_policy(now)
        calendar, days = policy.calendar("shop"), policy.days("refund.pay_working_days")
    except (NoSuchVersion, NoSuchValue):
        return None
    return local_day(calendar, add_working_days(calendar, now, days))


def second_person_above(now: datetime, currency: str) -> Money | None:
    """Above what a refund that somebody judged needs a second person; None where the policy names no sum."""
    return _limit("refund.second_person_above", now, currency)


def proof_above(now: datetime, currency: str) -> Money | None:
    """Above what a member proves once more that it is them; None where the policy names no sum."""
    return _limit("refund.proof_above", now, currency)


def is_above(amount: Money, limit: Money | None) -> bool:
    """See `rules.above`."""
    return above(amount, limit)


def confirmations_waiting(actor: Actor) -> QuerySet[RefundDecision]:
    """Large refunds that wait for a second person, the first due first."""
    seen = RefundDecision.objects.visible_to(actor)
    waiting = seen.filter(needs_second=True, confirmed_at=None, withdrawn_at=None)
    return waiting.select_related("order", "instrument").order_by("due_on", "id")


def books(currency: str) -> dict[str, int]:
    """The ledger's accounts in one currency; together they are nothing."""
    rows = LedgerEntry.objects.filter(currency=currency).values("account").annotate(sum=Sum("minor"))
    return {row["account"]: row["sum"] for row in rows}


def _limit(key: str, now: datetime, currency: str) -> Money | None:
    try:
        return current_policy(now).money(key, currency)
    except (NoSuchVersion, NoSuchValue):
        return None


def _customers_own(order_id: UUID, instrument_id: UUID) -> Instrument:
    owner = order_with(order_id).customer_id
    found = Instrument.objects.filter(pk=instrument_id, customer_id=owner).first()
    if found is None:
        raise MethodUnknown
    return found


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
