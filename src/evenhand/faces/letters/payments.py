"""Letters about money."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.customers.queries import customer
from evenhand.domain.orders.queries import order
from evenhand.domain.payments.queries import asked_payment
from evenhand.domain.payments.queries import refund as refund_with
from evenhand.domain.policy.queries import NoSuchValue, NoSuchVersion, version
from evenhand.faces.letters.post import post
from evenhand.faces.letters.reader import reading_as
from evenhand.faces.letters.sheet import Letter, moment_and_zone
from evenhand.faces.look.words import day_words
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money


def send_payment_asked(asked_id: UUID, now: datetime) -> Outgoing | None:
    """Something is still to pay: how much, what for, how. None when a gift card or credit of theirs paid it meanwhile."""
    asked = asked_payment(asked_id)
    if asked.paid_at is not None:
        return None
    of = order(asked.order_id)
    to = customer(of.customer_id)
    about = {"order": of.id, "return": asked.return_id, "matter": asked.matter_id}
    with reading_as(to, of.language) as language:
        amount = format_money(Money(asked.minor, asked.currency), language)
        letter = Letter(
            name="payment_asked",
            subject=_("Still to pay: %(amount)s (order %(number)s)") % {"amount": amount, "number": of.number},
            heading=_("The new one costs a little more"),
            facts=((_("Order"), of.number), (_("Amount"), amount), (_("For"), str(asked.get_reason_display()))),
            next_step=how_to_pay(of.policy_version, language),
            link=(_("See the order"), f"/orders/{of.number}"),
        )  # fmt: skip
        return post(letter, language, to=to, about=about, now=now)


def how_to_pay(policy_version: int, language: str) -> str:
    """What the policy of the order says of paying a difference; else that we tell it."""
    try:
        return version(policy_version).text("payment.how", language)
    except (NoSuchVersion, NoSuchValue):
        return _("Answer this letter, and we tell you how to pay it. The new one goes out when it is paid.")


def when_it_shows(policy_version: int, language: str) -> str:
    """What the policy of the order says of the bank's own days; no number of ours where it says none."""
    try:
        return version(policy_version).text("refund.bank_days", language)
    except (NoSuchVersion, NoSuchValue):
        return _("Your bank or card may take some days to show it.")


def send_refund_paid(decision_id: UUID, now: datetime) -> Outgoing | None:
    """The money is on its way: how much, where to, since when, and by when it was promised."""
    refund = refund_with(decision_id)
    paid_for = order(refund.order_id)
    to = customer(paid_for.customer_id)
    with reading_as(to, paid_for.language) as language:
        amount = format_money(Money(refund.minor, refund.currency), language)
        promised = ((_("Promised by"), day_words(refund.due_on)),) if refund.due_on else ()
        letter = Letter(
            name="refund_paid",
            subject=_("We paid you back %(amount)s (order %(number)s)")
            % {"amount": amount, "number": paid_for.number},
            heading=_("Your refund is paid"),
            facts=(
                (_("Order"), paid_for.number),
                (_("Amount"), amount),
                (_("Goes back to"), refund.instrument.label if refund.instrument else _("the way you paid")),
                (_("Paid"), moment_and_zone(refund.paid_at or now)),
                *promised,
            ),
            next_step=_("%(bank)s If it is not there then, answer this letter.")
            % {"bank": when_it_shows(paid_for.policy_version, language)},
            link=(_("See the order"), f"/orders/{paid_for.number}"),
        )
        return post(
            letter,
            language,
            to=to,
            about={"order": paid_for.id, "refund": refund.id, "matter": refund.matter_id},
            now=now,
        )
