"""Instruments, captures, refund decisions and attempts, and the ledger. Amounts are whole minor units."""

from typing import Self

from django.db import models

from evenhand.domain.payments.choices import (
    Account,
    AskedReason,
    AttemptState,
    InstrumentKind,
    Provider,
    RefundReason,
)
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row
from evenhand.foundation.vault.fields import BlindIndex, SealedText
from evenhand.foundation.vault.models import SealedRow

LIVE = models.Q(state__in=["prepared", "sent", "unknown", "succeeded"]) | models.Q(
    state="reconciled", paid=True
)


class Instruments(models.QuerySet["Instrument"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all, a customer their own."""
        if actor.is_staff:
            return self
        return self.filter(customer_id=actor.id) if actor.is_customer else self.none()


class Captures(models.QuerySet["Capture"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_staff:
            return self
        return self.filter(order__customer_id=actor.id) if actor.is_customer else self.none()


class Decisions(models.QuerySet["RefundDecision"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_staff:
            return self
        return self.filter(order__customer_id=actor.id) if actor.is_customer else self.none()


class AskedPayments(models.QuerySet["AskedPayment"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_staff:
            return self
        return self.filter(order__customer_id=actor.id) if actor.is_customer else self.none()


class Attempts(models.QuerySet["RefundAttempt"]):
    def visible_to(self, actor: Actor) -> Self:
        """How a refund is carried out is the shop's business; a customer reads the decision."""
        return self if actor.is_staff else self.none()


class Entries(models.QuerySet["LedgerEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_staff:
            return self
        return self.filter(instrument__customer_id=actor.id) if actor.is_customer else self.none()


class Instrument(SealedRow):
    """A way this customer pays. `label` is what they know it by: "Mastercard ending 9212"."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    external_id = SealedText()
    external_index = BlindIndex("external_id")
    kind = models.CharField(max_length=10, choices=InstrumentKind.choices)
    label = SealedText()
    currency = models.CharField(max_length=3, default="", db_comment="harmless: ISO 4217")

    objects = Instruments.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "external_index"], name="instrument_stored_once")
        ]

    def __str__(self) -> str:
        return self.kind


class Capture(Row):
    """Money that came in for an order. `ordinal` counts the order's captures."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="captures")
    ordinal = models.PositiveIntegerField(default=0)
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    captured_at = models.DateTimeField()
    external_ref = models.CharField(max_length=120, default="", db_comment="harmless: a provider's code")

    objects = Captures.as_manager()

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.CheckConstraint(condition=models.Q(minor__gt=0), name="capture_of_something"),
            models.UniqueConstraint(fields=["order", "ordinal"], name="capture_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.minor} {self.currency}"


class RefundDecision(Row):
    """That money is owed back, to whom and until when; not yet that it was paid.

    `source` names what it is owed for ("return:<id>", "cancel:<id>"): one source is refunded once, in as many `part`s
    as it takes captures. A database trigger keeps the sum of standing decisions within what was captured. One that
    `needs_second` is not paid before another member than `decided_by` confirmed it.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="decisions")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="refunds")
    case_id = models.UUIDField(null=True)
    return_id = models.UUIDField(null=True)
    matter_id = models.UUIDField(null=True)
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    reason = models.CharField(max_length=16, choices=RefundReason.choices)
    source = models.CharField(max_length=80, db_comment="harmless: a kind and an id")
    part = models.PositiveIntegerField(default=0)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField()
    needs_second = models.BooleanField(default=False)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    objects = Decisions.as_manager()

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(minor__gt=0), name="refund_of_something"),
            models.UniqueConstraint(fields=["source", "part"], name="refund_decided_once"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | models.Q(decided_by=None)
                | ~models.Q(confirmed_by=models.F("decided_by")),
                name="refund_confirmed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["order"], name="refund_of_order"),
            models.Index(
                fields=["due_on"], condition=models.Q(paid_at=None, withdrawn_at=None), name="refund_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minor} {self.currency} {self.source}"


class AskedPayment(Row):
    """Money the customer still has to pay, and what it is for. `source` is asked for once ("return:<id>").

    Nothing is taken by itself from a card: `paid_at` is set by a person who saw the money (`capture`), or by gift card
    and credit of ours at once.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    return_id = models.UUIDField(null=True)
    matter_id = models.UUIDField(null=True)
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    reason = models.CharField(max_length=10, choices=AskedReason.choices)
    source = models.CharField(max_length=80, unique=True, db_comment="harmless: a kind and an id")
    asked_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    capture = models.OneToOneField(Capture, on_delete=models.PROTECT, null=True, related_name="asked")

    objects = AskedPayments.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(minor__gt=0), name="asked_for_something"),
            models.CheckConstraint(
                condition=models.Q(paid_at=None, capture=None)
                | models.Q(paid_at__isnull=False, capture__isnull=False),
                name="asked_paid_by_a_capture",
            ),
        ]
        indexes = [models.Index(fields=["order"], name="asked_of_order")]

    def __str__(self) -> str:
        return f"{self.minor} {self.currency} {self.source}"


class RefundAttempt(SealedRow):
    """One try to pay a decision. Its key goes to the provider with every repetition; a new try needs a clear no."""

    decision = models.ForeignKey(RefundDecision, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    idempotency_key = models.CharField(max_length=80, unique=True, db_comment="harmless: an id and a count")
    provider = models.CharField(max_length=10, choices=Provider.choices)
    state = models.CharField(max_length=10, choices=AttemptState.choices, default=AttemptState.PREPARED)
    paid = models.BooleanField(null=True)
    provider_ref = SealedText()
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    reconciled_at = models.DateTimeField(null=True)

    objects = Attempts.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="attempt_counted_once"),
            models.UniqueConstraint(fields=["decision"], condition=LIVE, name="attempt_one_alive"),
        ]
        indexes = [models.Index(fields=["provider", "state", "sent_at"], name="attempt_waiting")]

    def __str__(self) -> str:
        return f"{self.idempotency_key} {self.state}"


class LedgerEntry(Row):
    """One side of a transfer. Nothing changes or deletes one; a transfer's sides add up to nothing (triggers)."""

    transfer = models.UUIDField()
    account = models.CharField(max_length=10, choices=Account.choices)
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="entries")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, null=True, related_name="+")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, related_name="entries")
    decision = models.ForeignKey(RefundDecision, on_delete=models.PROTECT, null=True, related_name="entries")
    minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    at = models.DateTimeField()

    objects = Entries.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["instrument", "account"], name="ledger_balance"),
            models.Index(fields=["transfer"], name="ledger_transfer"),
            models.Index(fields=["order"], name="ledger_of_order"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.minor} {self.currency}"
