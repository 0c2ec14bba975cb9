"""Letters about money."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.customers.queries import customer
from evenhand.domain.orders.queries import order
from evenhand.domain.payments.queries import refund as refund_with
from evenhand.faces.letters.post import post
from evenhand.faces.letters.reader import reading_as
from evenhand.faces.letters.sheet import Letter, moment_and_zone
from evenhand.faces.look.words import day_words
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money


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
            next_step=_(
                "Your bank or card may take some days to show it. If it is not there after ten working days, answer this letter."
            ),
            link=(_("See the order"), f"/orders/{paid_for.number}"),
        )
        return post(
            letter,
            language,
            to=to,
            about={"order": paid_for.id, "refund": refund.id, "matter": refund.matter_id},
            now=now,
        )
