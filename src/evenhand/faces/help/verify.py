"""Is it really you? Check a number, address or page against the register; report a fake."""

import re

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
from evenhand.faces.help.contact import LONGEST, PER_SOURCE
from evenhand.faces.help.points import shown
from evenhand.faces.help.reading import shop_zone
from evenhand.faces.look.forms import Form
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.limits import source_of, take
from evenhand.foundation.mail.queries import letter_with_check

CODE = re.compile(r"[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}")  # as letters print it in their foot


class Report(Form):
    words = forms.CharField(
        label=_("What happened?"),
        help_text=_(
            "Who contacted you, from which number or address, and what they wanted. Do not send card numbers."
        ),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        max_length=LONGEST,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("So that we can tell you what we found."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """`?contact=` is official, retired or not ours; the official ones are listed for everybody."""
    asked = request.GET.get("contact", "").strip()[:300]
    now = timezone.now()
    letter = letter_with_check(asked) if CODE.fullmatch(asked) else None
    context = {
        "asked": asked,
        "letter": letter,
        "answer": channels.check_contact(asked) if asked and not letter else None,
        "points": shown(channels.contact_points(), now, shop_zone()),
    }
    return render(request, "help/verify.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_fake(request: HttpRequest) -> HttpResponse:
    """Somebody pretends to be us: opens a matter of its own."""
    form = Report(request.POST or None, initial={"words": request.GET.get("contact", "")[:300]})
    if form.is_valid() and take(PER_SOURCE, source_of(request), timezone.now()):
        now, said = timezone.now(), form.cleaned_data
        language = (get_language() or "en").split("-")[0]
        customer = customers.meet_by_email(email=said["email"], language=language, actor=SYSTEM, now=now)
        conversations.open_matter(
            customer=customer, topic="other", channel="web", subject=str(_("Somebody pretends to be us")),
            body=said["words"], actor=ANYONE, now=now,
        )  # fmt: skip
        return redirect("help:fake-reported")
    return render(request, "help/report_fake.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def reported(request: HttpRequest) -> HttpResponse:
    return render(request, "help/fake_reported.html")
