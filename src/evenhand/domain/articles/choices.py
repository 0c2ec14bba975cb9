"""Kinds of articles and who reads them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    HELP = "help", _("Help")
    POLICY = "policy", _("Policy")
    GUIDE = "guide", _("Guide")
    PAGE = "page", _("Page")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    STAFF = "staff", _("Staff")
