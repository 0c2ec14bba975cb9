"""Whose a matter is and where it stands: assign, hand over, snooze, solve, open again."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from evenhand.domain.conversations import actions as conversations
from evenhand.domain.conversations.choices import DraftKind
from evenhand.domain.orders import queries as orders
from evenhand.domain.staff.queries import members_for
from evenhand.faces.desk.asked import back_to, matter_or_404
from evenhand.faces.desk.write import too_long
from evenhand.foundation.access.doors import asking, may

MORNING = 9


@require_POST
@may("conversations.assign")
def assign(request: HttpRequest, number: str) -> HttpResponse:
    """Give the matter to a colleague, or to nobody."""
    matter, to = matter_or_404(request, number), colleague(request)
    conversations.assign(matter=matter, member_id=to, actor=asking(request), now=timezone.now())
    return back_to(request, matter)


@require_POST
@may("conversations.hand_over")
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Give it on with a note, so that the customer need not say it all again."""
    matter, to, note = matter_or_404(request, number), colleague(request), request.POST.get("note", "")
    if to is None or not note.strip():
        messages.error(request, _("Not handed over: choose a colleague and write what they need to know."))
    elif too_long(request, matter, DraftKind.NOTE, note):
        pass
    else:
        conversations.hand_over(
            matter=matter, member_id=to, note=note, actor=asking(request), now=timezone.now()
        )
    return back_to(request, matter)


@require_POST
@may("conversations.snooze")
def snooze(request: HttpRequest, number: str) -> HttpResponse:
    """Lay it aside until a moment; the customer's next words wake it sooner."""
    matter, now = matter_or_404(request, number), timezone.now()
    until = wake_time(request.POST.get("until", ""), now)
    if until is None or until <= now:
        messages.error(request, _("Not laid aside: choose a moment that is still to come."))
    else:
        conversations.snooze(matter=matter, until=until, actor=asking(request), now=now)
    return back_to(request, matter)


@require_POST
@may("conversations.snooze")
def wake(request: HttpRequest, number: str) -> HttpResponse:
    """Take it up before its time."""
    matter = matter_or_404(request, number)
    conversations.wake(matter=matter, actor=asking(request), now=timezone.now())
    return back_to(request, matter)


@require_POST
@may("conversations.solve")
def solve(request: HttpRequest, number: str) -> HttpResponse:
    """Call it solved; when a colleague was faster, it simply is."""
    matter = matter_or_404(request, number)
    if matter.state != "solved":
        conversations.solve(matter=matter, actor=asking(request), now=timezone.now())
    return back_to(request, matter)


@require_POST
@may("conversations.reopen")
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Take the ball back; when it is with us already, nothing changes."""
    matter = matter_or_404(request, number)
    if matter.state != "open":
        conversations.reopen(matter=matter, actor=asking(request), now=timezone.now())
    return back_to(request, matter)


@require_POST
@may("conversations.tie_to_order")
def tie_to_order(request: HttpRequest, number: str) -> HttpResponse:
    """Say which of this customer's orders the matter is about."""
    matter, actor = matter_or_404(request, number), asking(request)
    own = orders.orders_of_customer(actor, matter.customer_id)
    order = own.filter(number=request.POST.get("order", "")).first()
    if order is None:
        messages.error(request, _("Not tied: that is not an order of this customer."))
    else:
        conversations.tie_to_order(matter=matter, order_id=order.pk, actor=actor, now=timezone.now())
    return back_to(request, matter)


def colleague(request: HttpRequest) -> UUID | None:
    """The colleague named in the form, if there is such a one."""
    wanted = request.POST.get("member", "")
    return next((one.pk for one in members_for(asking(request)) if str(one.pk) == wanted), None)


def wake_time(wanted: str, now: datetime) -> datetime | None:
    """ "3h", "tomorrow", "week", or a moment as a browser writes it, in the member's own zone."""
    here = timezone.localtime(now)
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    known = {
        "3h": now + timedelta(hours=3),
        "tomorrow": morning + timedelta(days=1),
        "week": morning + timedelta(days=7),
    }
    if wanted in known:
        return known[wanted]
    try:
        moment = datetime.fromisoformat(wanted)
    except ValueError:
        return None
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
