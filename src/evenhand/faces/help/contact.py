"""Contact: every channel with hours, cost, language and the wait as measured now; and a form that needs no account."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from evenhand.domain.channels import queries as channels
from evenhand.domain.conversations import actions as conversations
from evenhand.domain.customers import actions as customers
from evenhand.domain.orders import queries as orders
from evenhand.domain.promises.queries import would_be_due
from evenhand.faces.help.points import shown
from evenhand.faces.help.reading import shop_zone
from evenhand.faces.look.forms import Form
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.limits import Limit, source_of, take

if TYPE_CHECKING:
    from evenhand.domain.channels.models import ContactPoint

PER_SOURCE = Limit("contact.source", 20, timedelta(hours=1))
LONGEST = 20_000
THIS_PAGE = ("web", "chat")  # who reads this is there already


class Ask(Form):
    words = forms.CharField(
        label=_("What is it about?"),
        help_text=_("Write in any language. Tell us what happened and what you would like."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        max_length=LONGEST,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Our answer goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    order = forms.CharField(
        label=_("Order number"),
        help_text=_("If it is about an order. It stands in the confirmation we sent you."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "class": "narrow"}),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The channels, and the form. Sent twice, it opens one matter."""
    now = timezone.now()
    form = Ask(request.POST or None, initial={"nonce": uuid4()})
    if form.is_valid():
        if take(PER_SOURCE, source_of(request), now):
            ask(form.cleaned_data, now)
            request.session["asked"] = {"order": bool(form.cleaned_data["order"])}
            return redirect("help:contact-sent")
        form.add_error(
            None,
            _("Many questions came from your connection within an hour. Please call us, or try again later."),
        )
    zone = shop_zone()
    context = {
        "form": form,
        "points": shown(reachable_elsewhere(), now, zone),
        "zone_words": zone.key.rpartition("/")[2].replace("_", " "),
    }
    return render(request, "help/contact.html", context, status=422 if form.errors else 200)


def reachable_elsewhere() -> "list[ContactPoint]":
    """Contact points that take questions, besides this page."""
    found = channels.contact_points()
    return [one for one in found if one.kind not in THIS_PAGE and not one.announce_only]


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """It is here; by when an answer comes."""
    key = "order_question_answered" if request.session.get("asked", {}).get("order") else "question_answered"
    due = would_be_due(key, timezone.now())
    return render(request, "help/contact_sent.html", {"due_at": due.due_at if due else None})


def ask(said: dict[str, Any], now: datetime) -> None:
    """Opens the matter; ties it to the order only when the same mailbox stands on both."""
    language = (get_language() or "en").split("-")[0]
    customer = customers.meet_by_email(email=said["email"], language=language, actor=SYSTEM, now=now)
    number = said["order"].strip().lstrip("#")
    order = orders.order_by_number(number) if number else None
    theirs: UUID | None = order.id if order and order.customer_id == customer.id else None
    conversations.open_matter(
        customer=customer,
        topic="order" if number else "other",
        channel="web",
        subject=said["words"].strip().splitlines()[0][:80],
        body=said["words"] if theirs or not number else f"{said['words']}\n\n({number})",
        language="",
        order_id=theirs,
        nonce=said["nonce"],
        actor=ANYONE,
        now=now,
    )
