"""What a matter is about, how it came, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    ORDER = "order", _("An order")
    PRODUCT = "product", _("A product")
    DELIVERY = "delivery", _("Delivery")
    RETURNING = "returning", _("Sending something back")
    CLAIM = "claim", _("Something is wrong with what I got")
    DISCOUNT = "discount", _("Prices and discounts")
    COMPLAINT = "complaint", _("A complaint")
    SUGGESTION = "suggestion", _("A suggestion")
    PRIVACY = "privacy", _("My data")
    OTHER = "other", _("Something else")


class Channel(models.TextChoices):
    WEB = "web", _("Web page")
    MAIL = "mail", _("E-mail")
    CHAT = "chat", _("Chat")
    PHONE = "phone", _("Telephone")
    API = "api", _("Another program")


class State(models.TextChoices):
    OPEN = "open", _("With us")
    WAITING = "waiting", _("With the customer")
    SOLVED = "solved", _("Solved")


class Kind(models.TextChoices):
    """Who speaks. A note is for staff alone."""

    CUSTOMER = "customer", _("Customer")
    STAFF = "staff", _("Answer")
    NOTE = "note", _("Note")
    SYSTEM = "system", _("Automatic")


class Delivery(models.TextChoices):
    """How far a letter with this message has come."""

    NONE = "none", _("Nothing to send")
    QUEUED = "queued", _("On its way out")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")


class DraftKind(models.TextChoices):
    REPLY = "reply", _("Answer")
    NOTE = "note", _("Note")


class View(models.TextChoices):
    """The views of the desk's queue."""

    OPEN = "open", _("Open")
    MINE = "mine", _("Mine")
    UNASSIGNED = "unassigned", _("Nobody's")
    WAITING = "waiting", _("With the customer")
    SNOOZED = "snoozed", _("Snoozed")
    SOLVED = "solved", _("Solved")


class Why(models.TextChoices):
    """Why a row stands where it stands. There is no other reason."""

    LATE = "late", _("A promise is late since")
    PROMISED = "promised", _("Promised until")
    ARRIVED = "arrived", _("Waiting since")
    ANSWERED = "answered", _("Answered, with the customer since")
    SNOOZED = "snoozed", _("Sleeps until")
    SOLVED = "solved", _("Solved on")
