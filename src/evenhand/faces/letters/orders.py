"""Letters about orders."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.customers.queries import customer
from evenhand.domain.orders.queries import order, total
from evenhand.domain.payments.queries import refunds_of
from evenhand.faces.letters.post import post
from evenhand.faces.letters.reader import reading_as
from evenhand.faces.letters.sheet import Letter
from evenhand.faces.look.words import day_words
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.money.text import format_money


def send_order_cancelled(order_id: UUID, now: datetime) -> Outgoing | None:
    """The order is cancelled, and what was paid comes back by a day."""
    cancelled = order(order_id)
    to = customer(cancelled.customer_id)
    with reading_as(to, cancelled.language) as language:
        letter = Letter(
            name="order_cancelled",
            subject=_("Order %(number)s is cancelled") % {"number": cancelled.number},
            heading=_("Your order is cancelled"),
            facts=((_("Order"), cancelled.number), (_("Worth"), format_money(total(cancelled), language))),
            next_step=_back_by(order_id),
            link=(_("See the order"), f"/orders/{cancelled.number}"),
        )
        return post(letter, language, to=to, about={"order": order_id}, now=now)


def _back_by(order_id: UUID) -> str:
    days = [
        one.due_on
        for one in refunds_of(SYSTEM, order_id)
        if one.withdrawn_at is None and one.paid_at is None and one.due_on
    ]
    if not days:
        return _("Nothing will be sent to you. If you paid, we tell you as soon as the money is on its way.")
    words = _("What you paid goes back the way it came, by %(day)s. We write to you when it is paid.")
    return words % {"day": day_words(max(days))}
