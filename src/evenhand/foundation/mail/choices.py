"""Where mail stands on its way in and out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """How a mail came into the house."""

    COMMAND = "command", _("Handed over by the mail server")
    SMTP = "smtp", _("Received by SMTP")
    LMTP = "lmtp", _("Received by LMTP")
    FETCHED = "fetched", _("Fetched from a mailbox")


class Taken(models.TextChoices):
    """What has been done with a mail that came in."""

    NEW = "new", _("Not read yet")
    TAKEN = "taken", _("Taken")
    QUARANTINED = "quarantined", _("Set aside for a person")
    DUPLICATE = "duplicate", _("Came in before")


class Outcome(models.TextChoices):
    """What a mail that was read turned out to be."""

    NONE = "", _("Nothing yet")
    OPENED = "opened", _("A new matter")
    RECEIVED = "received", _("A message in a matter")
    BOUNCED = "bounced", _("A letter came back")
    MACHINE = "machine", _("An automatic answer")
    REFUSED = "refused", _("Written in the name of staff")


class Sending(models.TextChoices):
    """How far a letter of ours has come."""

    QUEUED = "queued", _("Waits to be sent")
    SENDING = "sending", _("Is being sent")
    SENT = "sent", _("Taken by the receiver's server")
    FAILED = "failed", _("Not delivered")
    KEPT = "kept", _("Kept here: no mail server is set up")
