"""Orders with their lines, charges and shipments, and what an earlier system took back (reversals)."""

from typing import Self

from django.db import models

from evenhand.domain.orders.choices import CancelReason, ChargeKind, OrderStatus, ShipmentStatus
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row
from evenhand.foundation.vault.fields import SealedJSON, SealedText
from evenhand.foundation.vault.models import SealedRow


class Orders(models.QuerySet["Order"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all, a customer sees their own."""
        if actor.is_staff:
            return self
        return self.filter(customer_id=actor.id) if actor.is_customer else self.none()


class Lines(models.QuerySet["OrderLine"]):
    def visible_to(self, actor: Actor) -> Self:
        """What hangs on an order is seen by whoever sees the order."""
        return self if actor.is_staff else self.filter(order__in=Order.objects.visible_to(actor))


class Ties(models.QuerySet["TiedUnits"]):
    def visible_to(self, actor: Actor) -> Self:
        """Bookkeeping between rooms: staff only."""
        return self if actor.is_staff else self.none()


class Charges(models.QuerySet["Charge"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.filter(order__in=Order.objects.visible_to(actor))


class Shipments(models.QuerySet["Shipment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.filter(order__in=Order.objects.visible_to(actor))


class Reversals(models.QuerySet["Reversal"]):
    def visible_to(self, actor: Actor) -> Self:
        """The shop's own bookkeeping: staff only."""
        return self if actor.is_staff else self.none()


class ReversalLines(models.QuerySet["ReversalLine"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.none()


class ReversalMatches(models.QuerySet["ReversalMatch"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_staff else self.none()


class Order(SealedRow):
    """`number` is what the customer reads; `external_id` within `source` is what the shop's own system says."""

    number = models.CharField(max_length=60, unique=True, db_comment="harmless: an order number")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=80, db_comment="harmless: the shop's order code")
    source = models.CharField(max_length=40, default="shop", db_comment="harmless: which shop or file")
    placed_at = models.DateTimeField()
    status = models.CharField(max_length=24, choices=OrderStatus.choices, default=OrderStatus.PENDING)
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    country = models.CharField(max_length=2, default="", db_comment="harmless: ISO 3166, where it goes")
    language = models.CharField(max_length=12, default="en", db_comment="harmless: a language code")
    policy_version = models.PositiveIntegerField(default=0)
    ship_to = SealedJSON()
    payment_method = models.CharField(max_length=20, default="", db_comment="harmless: kind of payment")
    status_since = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=24, choices=CancelReason.choices, default="", blank=True)
    estimated_from = models.DateField(null=True)
    estimated_until = models.DateField(null=True)
    delivered_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    told = models.BinaryField(
        default=b"", editable=False
    )  # digest of the import record, to know a repetition

    objects = Orders.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="order_imported_once")]
        indexes = [
            models.Index(fields=["customer", "-placed_at"], name="order_of_customer"),
            models.Index(fields=["status", "-placed_at"], name="order_by_status"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderLine(Row):
    """`unit_minor` is the price of one with tax; `tax_minor` is the tax contained in the whole line."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField(default=0)
    variant = models.ForeignKey("catalog.Variant", on_delete=models.PROTECT, null=True, related_name="+")
    external_item = models.CharField(max_length=80, default="", db_comment="harmless: the shop's article id")
    title = models.CharField(max_length=300, db_comment="harmless: a product name as sold")
    options = models.JSONField(default=dict, db_comment="harmless: size, colour, scent")
    quantity = models.PositiveIntegerField(default=1)
    unit_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0)

    objects = Lines.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(quantity__gte=1), name="line_of_something")]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.title}"

    @property
    def total_minor(self) -> int:
        return self.quantity * self.unit_minor


class TiedUnits(Row):
    """Units of a line that a return or a case (`kind`, `ref`) speaks for; together never more than the line has."""

    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="tied")
    units = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, db_comment="harmless: return or case")
    ref = models.UUIDField()
    tied_at = models.DateTimeField()

    objects = Ties.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order_line", "kind", "ref"], name="units_tied_once"),
            models.CheckConstraint(condition=models.Q(units__gte=1), name="ties_of_something"),
        ]
        indexes = [models.Index(fields=["ref"], name="units_tied_to")]

    def __str__(self) -> str:
        return f"{self.units} for {self.kind} {self.ref}"


class Charge(Row):
    """What an order costs beside its goods; a discount is below zero."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=12, choices=ChargeKind.choices)
    label = models.CharField(max_length=120, default="", db_comment="harmless: name of a charge")
    minor = models.BigIntegerField()

    objects = Charges.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.minor}"


class Shipment(SealedRow):
    """A parcel. `lines` is a list of {"line": id, "quantity": units}; what goes out in exchange names its "variant" too.

    `instead_for` is the return that it replaces goods of; none for what was bought.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="shipments")
    carrier = models.CharField(max_length=40, default="", db_comment="harmless: a carrier's code")
    tracking = SealedText()
    status = models.CharField(max_length=12, choices=ShipmentStatus.choices, default=ShipmentStatus.PLANNED)
    handed_over_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    lines = models.JSONField(default=list, db_comment="harmless: ids and counts")
    instead_for = models.UUIDField(null=True)

    objects = Shipments.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["instead_for"], name="replaced_once")]

    def __str__(self) -> str:
        return f"{self.carrier} {self.status}"


class Reversal(Row):
    """A credit note of the shop's earlier system: goods taken back on paper before we kept the orders."""

    external_id = models.CharField(max_length=80, db_comment="harmless: the shop's credit note code")
    source = models.CharField(max_length=40, db_comment="harmless: which shop or file")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    currency = models.CharField(max_length=3, db_comment="harmless: ISO 4217")
    country = models.CharField(max_length=2, default="", db_comment="harmless: ISO 3166")

    objects = Reversals.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="reversal_imported_once")
        ]

    def __str__(self) -> str:
        return self.external_id


class ReversalLine(Row):
    """Units taken back; `quantity` and `unit_minor` above zero mean money went back."""

    reversal = models.ForeignKey(Reversal, on_delete=models.PROTECT, related_name="lines")
    external_item = models.CharField(max_length=80, db_comment="harmless: the shop's article id")
    title = models.CharField(max_length=300, default="", db_comment="harmless: a product name as sold")
    quantity = models.PositiveIntegerField()
    unit_minor = models.BigIntegerField()

    objects = ReversalLines.as_manager()

    def __str__(self) -> str:
        return f"{self.quantity} x {self.external_item}"


class ReversalMatch(Row):
    """Which earlier purchase a reversed unit came from."""

    line = models.ForeignKey(ReversalLine, on_delete=models.PROTECT, related_name="matches")
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="reversed")
    units = models.PositiveIntegerField()

    objects = ReversalMatches.as_manager()

    def __str__(self) -> str:
        return f"{self.units} of {self.order_line_id}"
