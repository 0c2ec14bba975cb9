"""How a promise stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("Open")
    SOON = "soon", _("Due soon")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Late")
    RELEASED = "released", _("No longer needed")


class SubjectKind(models.TextChoices):
    """What a promise is about."""

    MATTER = "matter", _("matter")
    ORDER = "order", _("order")
    RETURN = "return", _("return")
    CASE = "case", _("case")
    REFUND = "refund", _("refund")
