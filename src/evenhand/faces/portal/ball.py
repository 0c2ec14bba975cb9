"""Who has the ball, until when, and what happens now, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from evenhand.domain.cases.models import Case
    from evenhand.domain.conversations.models import Matter
    from evenhand.domain.orders.models import Order
    from evenhand.domain.payments.models import AskedPayment
    from evenhand.domain.promises.models import Promise
    from evenhand.domain.returns.models import Return


@dataclass(frozen=True)
class Ball:
    """`holder`: us, you, carrier, nobody."""

    holder: str
    what: str
    until: datetime | None = None


def of_order(order: "Order") -> Ball:
    holder, what, day = {
        "pending": ("us", _("We are packing your order."), order.estimated_from),
        "pending_item_modified": (
            "us",
            _("We are packing your order as you changed it."),
            order.estimated_from,
        ),
        "processed": ("carrier", _("Your parcel is on its way to you."), order.estimated_until),
        "return_requested": (
            "us",
            _("You asked to send something back. Your return says how it stands."),
            None,
        ),
        "exchange_requested": ("us", _("You asked for an exchange. Your return says how it stands."), None),
        "cancelled": ("nobody", _("This order was cancelled."), None),
    }.get(order.status, ("nobody", _("Your order was delivered."), None))
    return Ball(holder, what, _end_of(day))


def of_matter(matter: "Matter") -> Ball:
    match matter.state:
        case "open":
            return Ball("us", _("We answer you."), matter.next_due_at)
        case "waiting":
            return Ball("you", _("We answered. Write again if something is open; you need not do anything."))
        case _:
            return Ball("nobody", _("This is solved. If it is not, write again: it opens by itself."))


def of_case(case: "Case", due_at: datetime | None) -> Ball:
    holder, what = {
        "new": ("us", _("We look at what you sent and tell you what we can do.")),
        "in_review": ("us", _("We look at what you sent and tell you what we can do.")),
        "agreed": ("us", _("It is agreed. We put it right.")),
        "in_progress": ("us", _("We are putting it right.")),
        "resolved": ("nobody", _("It is put right. If it is not, tell us below.")),
        "rejected": (
            "you",
            _("We said no. You can say that you do not agree; then another person looks at it."),
        ),
    }.get(case.state, ("nobody", _("This is closed.")))
    return Ball(holder, what, due_at if holder == "us" else None)


def of_return(one: "Return", due_at: datetime | None, asked: "AskedPayment | None" = None) -> Ball:
    if one.state == "accepted" and asked is not None and asked.paid_at is None:
        return Ball("you", _("All is in order. Please pay the difference; then the new one goes out."))
    if one.state == "accepted" and one.replaced_at is not None:
        return Ball("us", _("The new one is on its way. We pay what we still owe you."), due_at)
    holder, what = {
        "requested": ("us", _("We look at it and tell you our decision.")),
        "approved": ("us", _("It is agreed. We write to you how to send it: our label, or the address.")),
        "label_issued": (
            "you",
            _("Please post the parcel as it says below. Then tell us, so that we look out for it."),
        ),
        "in_transit": ("carrier", _("The parcel is on its way to us.")),
        "received": ("us", _("Your parcel is here. We look at what is in it.")),
        "inspected": ("us", _("We have looked at it and settle it now.")),
        "accepted": ("us", _("All is in order. You get what we agreed.")),
        "refused": (
            "you",
            _("We said no. You can say that you do not agree; then another person looks at it."),
        ),
    }.get(one.state, ("nobody", _("This is closed.")))
    return Ball(holder, what, due_at if holder == "us" else None)


def busy(ball: Ball, promised: "Iterable[tuple[Promise, str]]") -> Ball:
    """An order that is done, but not with us: as long as we owe something about it, we have the ball."""
    due_at = nearest(promised)
    if ball.holder != "nobody" or due_at is None:
        return ball
    return Ball("us", _("We are busy with what you told us. It stands below."), due_at)


def nearest(promised: "Iterable[tuple[Promise, str]]") -> datetime | None:
    """Until when we have the ball: the nearest promise that still runs."""
    return min(
        (one.due_at for one, stands in promised if stands in ("open", "soon") and one.kept_at is None),
        default=None,
    )


def _end_of(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(18))) if day else None
