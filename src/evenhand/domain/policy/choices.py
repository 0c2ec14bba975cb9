"""The units of a policy's values, and how far a version has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Unit(models.TextChoices):
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")
    HOURS = "hours", _("hours")
    WORKING_DAYS = "working_days", _("working days")
    WORKING_HOURS = "working_hours", _("working hours")
    COUNT = "count", _("pieces")
    PERCENT = "percent", _("per cent")
    MONEY = "money", _("money")
    CALENDAR = "calendar", _("calendar")
    CLAUSE = "clause", _("clause")
    TEXT = "text", _("text")


class WhyNot(models.TextChoices):
    """Why a way out is not open where no row of the policy says it in its own words."""

    NO_RULE = "no_rule", _("Our policy has no rule for this. Ask us: a person looks at it.")
    NOT_FOR_ALL = "not_for_all_items", _("This is not possible for all the items you chose.")
