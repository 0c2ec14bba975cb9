"""Kinds of payment, why money goes back, how far an attempt to pay it has come, and the ledger's accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InstrumentKind(models.TextChoices):
    CARD = "card", _("Card")
    PAYPAL = "paypal", _("PayPal")
    GIFT_CARD = "gift_card", _("Gift card")
    BANK = "bank", _("Bank account")
    CREDIT = "credit", _("Credit with us")


class RefundReason(models.TextChoices):
    CANCELLED = "cancelled", _("Order cancelled")
    RETURNED = "returned", _("Goods came back")
    CASE = "case", _("Claim agreed")
    ITEMS_CHANGED = "items_changed", _("Items changed")
    PAYMENT_CHANGED = "payment_changed", _("Paid another way")
    GOODWILL = "goodwill", _("Goodwill")
    EARLIER = "earlier", _("Before this system")


class AskedReason(models.TextChoices):
    """Why a customer is asked to pay something more."""

    EXCHANGE = "exchange", _("The new one costs more")


class AttemptState(models.TextChoices):
    PREPARED = "prepared", _("Ready to be paid")
    SENT = "sent", _("Handed to the payment provider")
    SUCCEEDED = "succeeded", _("Paid")
    FAILED = "failed", _("Not paid")
    UNKNOWN = "unknown", _("No answer from the payment provider")
    RECONCILED = "reconciled", _("Cleared up with the payment provider")


class Provider(models.TextChoices):
    """Who moves the money. `ledger` is ourselves: gift cards and credit."""

    LEDGER = "ledger", _("Our own ledger")
    MANUAL = "manual", _("A person at the bank")


class Account(models.TextChoices):
    """The ledger's accounts. Each transfer adds up to nothing over all of them."""

    ORDERS = "orders", _("Received for orders")
    OUTSIDE = "outside", _("Cards, banks and wallets")
    STORED = "stored", _("Gift cards and credit we owe")
    OPENING = "opening", _("Brought forward")
