"""Kinds of contact points, and what the register answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MAIL = "mail", _("E-mail")
    PHONE = "phone", _("Telephone")
    FAX = "fax", _("Fax")
    WEB = "web", _("Web page")
    CHAT = "chat", _("Chat")
    POST = "post", _("Post")
    SOCIAL = "social", _("Social network")


class Status(models.TextChoices):
    OFFICIAL = "official", _("This is ours")
    RETIRED = "retired", _("This was ours; we no longer use it")
    NOT_OURS = "not_ours", _("This is not ours")
