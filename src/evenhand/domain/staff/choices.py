"""What a member of staff is to the shop."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    AGENT = "agent", _("Answers customers")
    LEAD = "lead", _("Leads the desk")
    BENCH = "bench", _("Handles goods")
    OWNER = "owner", _("Owns the shop")


class Factor(models.TextChoices):
    """A proof beside the password."""

    TOTP = "totp", _("Code from an app")
    PASSKEY = "passkey", _("Passkey")
