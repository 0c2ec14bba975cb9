"""Finding an order without an account: number and address only ask for a code; the code opens all orders of that mailbox.

Until the code is typed, nothing that anybody sees, or can measure, tells whether the two belong together.
"""

from datetime import datetime
from uuid import UUID

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from evenhand.faces.look.forms import Form
from evenhand.faces.portal.forms import posted
from evenhand.faces.portal.numbers import canonical, owner
from evenhand.foundation.access import codes, limits, sessions
from evenhand.foundation.access.doors import asking, safe_next, to_page
from evenhand.foundation.jobs.app import enqueue_named
from evenhand.foundation.vault.normal import normal_email

PURPOSE = "orders"
COOKIE = "asking"
COOKIE_AGE = 60 * 60


class FindOrder(Form):
    number = forms.CharField(
        label=gettext_lazy("Order number"),
        help_text=gettext_lazy("It stands in the letter that confirmed your order. The number of a return or matter works too."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "on", "spellcheck": "false", "class": "narrow", "dir": "ltr"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "The one you ordered with. We send six digits there, so that nobody else can look."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


class TypeCode(Form):
    code = forms.CharField(
        label=gettext_lazy("The six digits from our letter"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def find_order(request: HttpRequest) -> HttpResponse:
    if asking(request).is_customer:
        return redirect(safe_next(request, "portal:my-orders"))
    form, now = FindOrder(posted(request)), timezone.now()
    if form.is_valid() and _may_ask(request, form, now):
        goal = safe_next(request, "portal:my-orders")
        browser = request.COOKIES.get(COOKIE) or codes.new_browser()
        ask_for_code(form.cleaned_data["number"], form.cleaned_data["email"], browser, now)
        response = to_page("portal:type-code", back_to=goal)
        response.set_cookie(
            COOKIE,
            browser,
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response
    shown = {"form": form, "next": safe_next(request, "portal:my-orders")}
    return render(request, "portal/find/find_order.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    form, now = TypeCode(posted(request)), timezone.now()
    goal = safe_next(request, "portal:my-orders")
    if form.is_valid() and (person := _redeemed(request, form, now)) is not None:
        sessions.begin(request, "customer", person, now)
        return redirect(goal)
    return render(
        request,
        "portal/find/type_code.html",
        {"form": form, "next": goal},
        status=422 if form.errors else 200,
    )


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    sessions.end(request, "customer")
    return redirect("portal:find-order")


@transaction.atomic
def ask_for_code(number: str, email: str, browser: str, now: datetime) -> None:
    """Note the question, and leave the rest to a job: hit and miss cost this page the same."""
    asked = codes.ask(purpose=PURPOSE, subject_id=owner(number, email), browser=browser, now=now)
    enqueue_named("letters.sign_in_code", queue="mail", code_id=str(asked.id))


def _may_ask(request: HttpRequest, form: FindOrder, now: datetime) -> bool:
    """Counted by what was typed, whether it meets anything or not."""
    said = form.cleaned_data
    free = (
        limits.take(limits.CODE_PER_SOURCE, limits.source_of(request), now)
        and limits.take(limits.CODE_PER_ADDRESS, normal_email(said["email"]), now)
        and limits.take(limits.CODE_PER_ORDER, canonical(said["number"]), now)
    )
    if not free:
        form.add_error(
            None,
            _(
                "Several codes were asked for in a short time. Use the newest one we sent, or try again in a quarter of an hour."
            ),
        )
    return free


def _redeemed(request: HttpRequest, form: TypeCode, now: datetime) -> UUID | None:
    """Whose the code is, or None with the error on the form."""
    source = limits.source_of(request)
    if not limits.take(limits.REDEEM_PER_SOURCE, source, now):
        form.add_error("code", _("Too many tries. Wait half an hour, then ask for a new code."))
        return None
    typed = form.cleaned_data["code"]
    found = codes.redeem(purpose=PURPOSE, browser=request.COOKIES.get(COOKIE, ""), typed=typed, now=now)
    if found.subject_id is not None:
        limits.give_back(limits.REDEEM_PER_SOURCE, source)
        limits.give_back(limits.CODE_PER_SOURCE, source)
    elif found.tries_left:
        left = ngettext("You have %(left)d more try.", "You have %(left)d more tries.", found.tries_left)
        form.add_error(
            "code",
            _("These digits are not right. Type them as they stand in our newest letter.")
            + " "
            + left % {"left": found.tries_left},
        )
    else:
        form.add_error(
            "code",
            _("This code is used up or too old, or was asked for in another browser. Ask for a new one."),
        )
    return found.subject_id
