"""One return: what comes back, what the customer gets, who has the ball, and what they can do."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand.domain.conversations.queries import messages_of
from evenhand.domain.orders.queries import Refused, shipment_instead
from evenhand.domain.payments.queries import asked_from
from evenhand.domain.returns import actions
from evenhand.domain.returns.queries import returns_for, source_of, verbs_for
from evenhand.faces.look.files import file_response
from evenhand.faces.look.forms import Form
from evenhand.faces.look.reader import read_in_zone
from evenhand.faces.portal import ball
from evenhand.faces.portal.clauses import clause_words, view_of
from evenhand.faces.portal.forms import Words, posted
from evenhand.faces.portal.me import there
from evenhand.faces.portal.story import promised, story_of
from evenhand.foundation.access.doors import asking, customer_only

if TYPE_CHECKING:
    from evenhand.domain.orders.models import Order
    from evenhand.domain.payments.models import AskedPayment
    from evenhand.domain.returns.models import Return


class ParcelSent(Form):
    """Both may stay empty: not every post has a number."""

    carrier = forms.CharField(label=gettext_lazy("Which carrier?"), required=False, max_length=40)
    tracking = forms.CharField(
        label=gettext_lazy("The number on your slip"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )


@require_safe
@customer_only
def show_return(request: HttpRequest, number: str) -> HttpResponse:
    found = my_return(request, number)
    page = (
        "portal/returns/_return_story.html"
        if request.headers.get("HX-Request")
        else "portal/returns/return.html"
    )
    return render(
        request,
        page,
        {**return_shown(request, found), "form": Words(initial={"nonce": uuid4()}), "parcel": ParcelSent()},
    )


@require_POST
@customer_only
def note_sent(request: HttpRequest, number: str) -> HttpResponse:
    """The customer has posted it."""
    found, form = my_return(request, number), ParcelSent(request.POST)
    if not form.is_valid():
        shown = {**return_shown(request, found), "form": Words(initial={"nonce": uuid4()}), "parcel": form}
        return render(request, "portal/returns/return.html", shown, status=422)
    said = form.cleaned_data
    return _done(request, found, lambda: actions.note_sent(
        return_id=found.id, carrier=said["carrier"], tracking=said["tracking"], actor=asking(request), now=timezone.now(),
    ))  # fmt: skip


@require_safe
@customer_only
def return_label(request: HttpRequest, number: str) -> HttpResponse:
    """The label that goes on the parcel, to print."""
    found = my_return(request, number)
    label = there(found.label)
    return file_response(label, label.name)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def object_to_return(request: HttpRequest, number: str) -> HttpResponse:
    """No to a refusal: another person looks at it."""
    found = my_return(request, number)
    form = Words(posted(request), initial={"nonce": uuid4()})
    if form.is_valid():
        said = form.cleaned_data
        return _done(request, found, lambda: actions.object_to_return(
            return_id=found.id, words=said["words"], nonce=said["nonce"], actor=asking(request), now=timezone.now(),
        ))  # fmt: skip
    shown = {"form": form, "back": f"/returns/{found.number}"}
    return render(request, "portal/cases/object_to.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_only
def withdraw_return(request: HttpRequest, number: str) -> HttpResponse:
    """Keep it after all, before anything was posted."""
    found = my_return(request, number)
    if request.method == "POST":
        return _done(
            request,
            found,
            lambda: actions.withdraw_return(return_id=found.id, actor=asking(request), now=timezone.now()),
        )
    return render(
        request, "portal/returns/withdraw.html", {"found": found, "back": f"/returns/{found.number}"}
    )


def my_return(request: HttpRequest, number: str) -> "Return":
    # Photos stand beside the words they came with, so they need not be fetched once more.
    rows = returns_for(asking(request)).prefetch_related(None)
    rows = rows.prefetch_related("lines__order_line", "lines__replacement")
    found = there(rows.filter(number=number.strip().upper()).first())
    read_in_zone(request, found.customer.time_zone)
    return found


def return_shown(request: HttpRequest, found: "Return") -> dict[str, Any]:
    stands, asked = (
        promised("matter", found.matter_id, but="matter"),
        asked_from(source_of(found.id)) if found.difference_minor > 0 else None,
    )
    return {
        "found": found,
        "asked": asked,
        "how_to_pay": how_to_pay(found.order, asked),
        "parcel_out": shipment_instead(found.id) if found.replaced_at else None,
        "ball": ball.of_return(found, ball.nearest(stands), asked),
        "promised": stands,
        "verbs": verbs_for(found),
        "clause_words": clause_words(found.order, found.refusal_clause or found.clause),
        "story": story_of("matter", found.matter_id, messages_of(asking(request), found.matter)),
    }


def how_to_pay(order: "Order", asked: "AskedPayment | None") -> str:
    """What the order's policy says of paying a difference, while there is one to pay."""
    view = view_of(order) if asked and not asked.paid_at else None
    return view.text("payment.how", get_language() or "en") if view and "payment.how" in view.values else ""


def _done(request: HttpRequest, found: "Return", verb: Callable[[], object]) -> HttpResponse:
    """Do it; who comes too late (a second tab, a decision meanwhile) is told how it stands."""
    try:
        verb()
    except (actions.ReturnTrouble, Refused):
        messages.warning(request, _("That is not possible any more. This is how it stands now."))
    return redirect("portal:return", found.number)
