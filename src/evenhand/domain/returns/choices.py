"""Why something comes back, for what, where it stands, in what condition it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    RETURN = "return", _("Return")
    EXCHANGE = "exchange", _("Exchange")


class Reason(models.TextChoices):
    CHANGED_MIND = "changed_mind", _("I changed my mind")
    TOO_LATE = "too_late", _("It came too late")
    NOT_AS_DESCRIBED = "not_as_described", _("It is not as described")
    GIFT = "gift", _("It was a gift")
    OTHER = "other", _("Another reason")


class Way(models.TextChoices):
    """What the customer gets for it."""

    REFUND = "refund", _("Your money back")
    CREDIT = "credit", _("Credit to spend with us")
    EXCHANGE = "exchange", _("Another size, colour or kind")


class State(models.TextChoices):
    REQUESTED = "requested", _("Asked for")
    APPROVED = "approved", _("Agreed, please send it")
    LABEL_ISSUED = "label_issued", _("Label ready, please send it")
    IN_TRANSIT = "in_transit", _("On its way back")
    RECEIVED = "received", _("Arrived with us")
    INSPECTED = "inspected", _("Looked at")
    ACCEPTED = "accepted", _("Accepted")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back by the customer")


class Freight(models.TextChoices):
    """Who pays the way back."""

    SHOP = "shop", _("We pay the way back")
    CUSTOMER = "customer", _("You pay the way back")
    NONE = "none", _("Nothing needs to come back")


class Condition(models.TextChoices):
    UNKNOWN = "", _("Not looked at yet")
    AS_NEW = "as_new", _("As new")
    OPENED = "opened", _("Opened")
    USED = "used", _("Used")
    DAMAGED = "damaged", _("Damaged")
    MISSING = "missing", _("Not in the parcel")
