"""Where an order stands, why it was cancelled, what it is charged for besides goods, how a parcel fares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderStatus(models.TextChoices):
    PENDING = "pending", _("Being prepared")
    PENDING_ITEM_MODIFIED = "pending_item_modified", _("Being prepared, items changed")
    PROCESSED = "processed", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")
    RETURN_REQUESTED = "return_requested", _("Return asked for")
    EXCHANGE_REQUESTED = "exchange_requested", _("Exchange asked for")
    COMPLETED = "completed", _("Completed")


class CancelReason(models.TextChoices):
    NO_LONGER_NEEDED = "no_longer_needed", _("No longer needed")
    ORDERED_BY_MISTAKE = "ordered_by_mistake", _("Ordered by mistake")
    CANNOT_SUPPLY = "cannot_supply", _("We cannot supply it")


class ChargeKind(models.TextChoices):
    FREIGHT = "freight", _("Delivery")
    TAX = "tax", _("Tax")
    DISCOUNT = "discount", _("Discount")
    DUTY = "duty", _("Import duty")
    INSURANCE = "insurance", _("Insurance")
    FEE = "fee", _("Fee")
    ADJUSTMENT = "adjustment", _("Adjustment")


class ShipmentStatus(models.TextChoices):
    PLANNED = "planned", _("Being packed")
    HANDED_OVER = "handed_over", _("Handed to the carrier")
    IN_TRANSIT = "in_transit", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    LOST = "lost", _("Lost")
    SENT_BACK = "sent_back", _("Sent back to us")
