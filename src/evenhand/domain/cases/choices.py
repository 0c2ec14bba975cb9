"""What is wrong, where a case stands, how it can be put right."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    BROKEN = "broken", _("It is broken")
    WRONG_ITEM = "wrong_item", _("It is not what I ordered")
    MISSING_PART = "missing_part", _("A part is missing")
    TRANSIT_DAMAGE = "transit_damage", _("It was damaged on the way")
    NOT_ARRIVED = "not_arrived", _("It did not arrive")
    QUALITY = "quality", _("The quality is not right")


class State(models.TextChoices):
    NEW = "new", _("New")
    IN_REVIEW = "in_review", _("In review")
    AGREED = "agreed", _("Agreed")
    IN_PROGRESS = "in_progress", _("In progress")
    RESOLVED = "resolved", _("Resolved")
    CLOSED = "closed", _("Closed")
    REJECTED = "rejected", _("Refused")


class RemedyKind(models.TextChoices):
    REFUND = "refund", _("Your money back")
    RESHIP = "reship", _("The same thing again")
    EXCHANGE = "exchange", _("Another one in exchange")
    REPAIR = "repair", _("Repair")
    PARTIAL_COMPENSATION = "partial_compensation", _("Part of the price back, you keep it")
    SPARE_PART = "spare_part", _("The missing or broken part")


class RemedyState(models.TextChoices):
    WANTED = "wanted", _("Wished for")
    AGREED = "agreed", _("Agreed")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Outcome(models.TextChoices):
    """How a case ended. A closed case always has one."""

    OPEN = "", _("Open")
    PUT_RIGHT = "put_right", _("Put right")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back by the customer")


MONEY = (RemedyKind.REFUND, RemedyKind.PARTIAL_COMPENSATION)
