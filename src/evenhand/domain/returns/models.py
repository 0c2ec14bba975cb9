"""Returns and exchanges, their lines, and the pictures that came with them."""

from typing import Self
from uuid import UUID

from django.db import models

from evenhand.domain.returns.choices import Condition, Freight, Kind, Reason, State, Way
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row
from evenhand.foundation.money.values import Money
from evenhand.foundation.vault.fields import SealedText
from evenhand.foundation.vault.models import SealedRow


class Returns(models.QuerySet["Return"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all, a customer their own."""
        if actor.is_staff:
            return self
        return self.filter(customer_id=actor.id) if actor.is_customer else self.none()


class Lines(models.QuerySet["ReturnLine"]):
    def visible_to(self, actor: Actor) -> Self:
        """What hangs on a return is seen by whoever sees the return."""
        return self if actor.is_staff else self.filter(of__in=Return.objects.visible_to(actor))


class Photos(models.QuerySet["ReturnPhoto"]):
    def visible_to(self, actor: Actor) -> Self:
        """As their return."""
        return self if actor.is_staff else self.filter(of__in=Return.objects.visible_to(actor))


class Return(SealedRow):
    """`amount_minor` is what goes back to the customer: as quoted, then as accepted. `difference_minor` is what an
    exchange costs more (above zero) or less. `refund_to` is an instrument; none: the way it was paid.
    `first_decided_by` is whose refusal the customer objected to, until somebody has looked again.
    `label` is the carrier's own sheet; `send_to` and `send_with` are our address and the number to write on the parcel.
    """

    number = models.CharField(max_length=14, unique=True, db_comment="harmless: a random code")
    matter = models.ForeignKey("conversations.Matter", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.CharField(max_length=16, choices=Reason.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REQUESTED)
    refused_in = models.CharField(max_length=12, choices=State.choices, default="", blank=True)
    refund_to = models.ForeignKey(
        "payments.Instrument", on_delete=models.PROTECT, null=True, related_name="+"
    )
    amount_minor = models.BigIntegerField(default=0)
    difference_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    freight_by = models.CharField(max_length=8, choices=Freight.choices, default=Freight.CUSTOMER)
    label_minor = models.BigIntegerField(default=0)
    label_currency = models.CharField(max_length=3, default="", db_comment="harmless: ISO 4217")
    goods_back = models.BooleanField(default=True)
    clause = models.CharField(max_length=60, default="", db_comment="harmless: clauses of the policy")
    policy_version = models.PositiveIntegerField(default=0)
    opened = models.BooleanField(default=False)
    words = SealedText()
    label = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    send_to = SealedText()
    send_with = SealedText()
    label_issued_at = models.DateTimeField(null=True)
    carrier = models.CharField(max_length=40, default="", db_comment="harmless: a carrier's code")
    tracking = SealedText()
    replaced_at = models.DateTimeField(null=True)
    refusal_clause = models.CharField(
        max_length=20, default="", db_comment="harmless: a clause of the policy"
    )
    refusal_reason = SealedText()
    requested_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    first_decided_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    nonce = models.UUIDField(null=True)

    objects = Returns.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "nonce"], name="return_asked_once"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "closed"]) | models.Q(accepted_at__isnull=False),
                name="return_closes_accepted",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(refusal_clause=""),
                name="return_refusal_names_a_clause",
            ),
            models.CheckConstraint(
                condition=models.Q(amount_minor__gte=0), name="return_never_costs_by_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["order", "state"], name="return_of_order"),
            models.Index(fields=["customer", "-requested_at"], name="return_of_customer"),
            models.Index(fields=["matter"], name="return_of_matter"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def label_cost(self) -> Money | None:
        """What our label costs the customer, if it costs them anything."""
        return Money(self.label_minor, self.label_currency) if self.label_minor else None

    @property
    def about(self) -> dict[str, UUID | None]:
        """Whom and what its events are about."""
        return {
            "return": self.id,
            "matter": self.matter_id,
            "order": self.order_id,
            "customer": self.customer_id,
        }


class ReturnLine(Row):
    """Units of one order line. `accepted` is how many were found in order, once somebody looked.

    `each_minor` is what one unit's replacement costs more (above zero) or less, as it was quoted.
    """

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    replacement = models.ForeignKey("catalog.Variant", on_delete=models.PROTECT, null=True, related_name="+")
    each_minor = models.BigIntegerField(default=0)
    accepted = models.PositiveIntegerField(null=True)
    condition = models.CharField(max_length=8, choices=Condition.choices, default="", blank=True)

    objects = Lines.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of", "order_line", "replacement"], nulls_distinct=False, name="return_line_once"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="return_line_of_something"),
            models.CheckConstraint(
                condition=models.Q(accepted=None) | models.Q(accepted__lte=models.F("quantity")),
                name="accepted_of_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.order_line_id}"


class ReturnPhoto(Row):
    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = Photos.as_manager()

    def __str__(self) -> str:
        return f"photo {self.id}"
