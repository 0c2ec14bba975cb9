"""A new member's first minutes: a password, then a second proof, then the desk."""

from datetime import timedelta
from uuid import UUID

import segno
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from evenhand.domain.staff.actions import (
    WeakPassword,
    add_passkey,
    confirm_totp,
    enrol_totp,
    note_sign_in,
    set_password,
)
from evenhand.domain.staff.queries import Person, member, passkeys_of
from evenhand.faces.desk.links import invited
from evenhand.faces.look.forms import Form
from evenhand.foundation.access import passkeys, sessions
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.limits import SECOND_PROOF, take
from evenhand.foundation.access.proofs import totp_address

SETTING_UP = "setting_up"
SETTING_UP_FOR = timedelta(minutes=30)
TROUBLE = {
    "short": gettext_lazy("Use at least 12 characters. A few words that only you would put together are easy to keep in mind."),
    "common": gettext_lazy("This is among the passwords that are tried first. Choose words that only you would put together."),
    "own_name": gettext_lazy("Do not use your name or address. Choose words that only you would put together."),
}  # fmt: skip


class NewPassword(Form):
    password = forms.CharField(
        label=gettext_lazy("Choose a password"),
        help_text=gettext_lazy("At least 12 characters. Any signs, any language, spaces too. You may paste it from a password manager."),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip


class AppCode(Form):
    code = forms.CharField(
        label=gettext_lazy("The six digits your app shows now"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyMade(Form):
    passkey = forms.CharField(widget=forms.HiddenInput)


@never_cache
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    person, now = invited(token), timezone.now()
    if person is None:
        return render(request, "desk/sign_in/link_used.html", status=410)
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = set_password(
                member_id=person.id,
                password=form.cleaned_data["password"],
                actor=Actor("staff", person.id),
                now=now,
            )
        except WeakPassword as weak:
            form.add_error("password", str(TROUBLE[weak.code]))
        else:
            request.session.cycle_key()
            request.session[SETTING_UP] = {"id": str(person.id), "epoch": person.epoch, "at": now.timestamp()}
            return redirect("desk:choose-proof")
    return render(request, "desk/sign_in/set_up.html", {"form": form, "person": person})


@never_cache
def choose_proof(request: HttpRequest) -> HttpResponse:
    _setting_up(request)
    return render(request, "desk/sign_in/choose_proof.html")


@never_cache
def set_up_app(request: HttpRequest) -> HttpResponse:
    person, now = _setting_up(request), timezone.now()
    actor, form = Actor("staff", person.id), AppCode(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if take(SECOND_PROOF, str(person.id), now) and confirm_totp(
            member_id=person.id, code=code, actor=actor, now=now
        ):
            return _come_in(request, person, "totp")
        form.add_error(
            "code", _("These digits are not right. Check your phone's clock, and type the newest ones.")
        )
    secret = enrol_totp(member_id=person.id, actor=actor, now=now)
    square = segno.make(totp_address(secret, person.email)).svg_inline(scale=5, border=4, light="white")
    shown = {"form": form, "secret": secret, "square": mark_safe(square)}  # noqa: S308 - drawn by us from our own text
    return render(request, "desk/sign_in/set_up_app.html", shown)


@never_cache
def set_up_passkey(request: HttpRequest) -> HttpResponse:
    person, form = _setting_up(request), PasskeyMade(request.POST or None)
    new = passkeys.made(request, request.POST.get("passkey", "")) if request.method == "POST" else None
    if new is not None:
        add_passkey(
            member_id=person.id, credential_id=new.credential_id, public_key=new.public_key, sign_count=new.sign_count,
            name="", actor=Actor("staff", person.id), now=timezone.now(),
        )  # fmt: skip
        return _come_in(request, person, "passkey")
    if request.method == "POST" and form.is_valid():
        form.add_error(None, _("The passkey was not made. Try again, or use an app instead."))
    known = [bytes(one.credential_id) for one in passkeys_of(person.id)]
    options = passkeys.ask_new(request, person.id, person.email, known)
    return render(request, "desk/sign_in/set_up_passkey.html", {"form": form, "options": options})


def _setting_up(request: HttpRequest) -> Person:
    """Who set their password a moment ago by their link, in this browser.

    Raises:
        Http404: nobody did, too long ago, or it was finished.
    """
    held = request.session.get(SETTING_UP)
    if not held or timezone.now().timestamp() - held["at"] > SETTING_UP_FOR.total_seconds():
        raise Http404
    person = member(UUID(held["id"]))
    if person is None or not person.active or person.epoch != held["epoch"]:
        raise Http404
    return person


def _come_in(request: HttpRequest, person: Person, proof: str) -> HttpResponse:
    now = timezone.now()
    request.session.pop(SETTING_UP)
    sessions.begin(request, "staff", person.id, now)
    note_sign_in(member_id=person.id, factor=proof, actor=Actor("staff", person.id), now=now)
    return redirect("/desk")
