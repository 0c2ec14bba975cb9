"""Coming in and going out: a password, then a second proof; no session before both."""

from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from evenhand.domain.staff.actions import note_sign_in
from evenhand.domain.staff.queries import Person, factors_of, member, member_with_password
from evenhand.faces.desk.proofs import SecondProof, given, ways
from evenhand.faces.look.forms import Form
from evenhand.foundation.access import sessions
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.doors import asking, safe_next
from evenhand.foundation.access.limits import (
    SIGN_IN_PER_ADDRESS,
    SIGN_IN_PER_SOURCE,
    give_back,
    source_of,
    take,
)
from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.normal import normal_email

HALF_IN = "half_in"
HALF_IN_FOR = timedelta(minutes=10)
KNOWN = "desk_known"  # a cookie that opens nothing
KNOWN_FOR = 180 * 24 * 60 * 60


class SignIn(Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """First step. Unknown address, wrong password and closed account read the same and take the same time."""
    if asking(request).is_staff:
        return redirect(safe_next(request, "/desk"))
    form, now = SignIn(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        person = _known(request, form, now)
        if person is not None and factors_of(person):
            request.session[HALF_IN] = {
                "id": str(person.id), "epoch": person.epoch, "at": now.timestamp(), "next": safe_next(request, "/desk"),
            }  # fmt: skip
            return redirect("desk:second-proof")
        if person is not None:
            form.add_error(
                None, _("Your second proof is not set up. Ask the owner of the shop for a new set-up link.")
            )
    return render(request, "desk/sign_in/sign_in.html", {"form": form, "next": safe_next(request, "/desk")})


@never_cache
def second_proof(request: HttpRequest) -> HttpResponse:
    """Second step; only for who just gave the right password in this browser."""
    now = timezone.now()
    person = _half_in(request, now)
    if person is None:
        return redirect("desk:sign-in")
    form = SecondProof(request.POST or None)
    proof = given(request, form, person, now) if request.method == "POST" else ""
    if not proof:
        return render(
            request, "desk/sign_in/second_proof.html", {"form": form, "ways": ways(request, person)}
        )
    goal = request.session.pop(HALF_IN)["next"]
    sessions.begin(request, "staff", person.id, now)
    note_sign_in(member_id=person.id, factor=proof, actor=Actor("staff", person.id), now=now)
    response = redirect(goal)
    response.set_signed_cookie(
        KNOWN, _mark(normal_email(person.email)), max_age=KNOWN_FOR, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    sessions.end(request, "staff")
    return redirect("desk:sign-in")


def _known(request: HttpRequest, form: SignIn, now: datetime) -> Person | None:
    """The member these words belong to, or None with the error on the form."""
    address = normal_email(form.cleaned_data["email"])
    tried = _tried(request, address)
    if not (take(SIGN_IN_PER_SOURCE, source_of(request), now) and take(SIGN_IN_PER_ADDRESS, tried, now)):
        form.add_error(None, _("Too many tries. Wait a quarter of an hour, then try again."))
        return None
    person = member_with_password(address, form.cleaned_data["password"])
    if person is None:
        form.add_error(
            None,
            _("The address and the password do not belong together, or the account is closed. Check both."),
        )
        return None
    give_back(SIGN_IN_PER_ADDRESS, tried)
    return person


def _tried(request: HttpRequest, address: str) -> str:
    """Whose tries are counted. A browser where this very person signed in before has tries of its own: whoever guesses
    elsewhere cannot keep the owner out."""
    known = request.get_signed_cookie(KNOWN, default="", max_age=KNOWN_FOR) or ""
    return f"{address} known" if compare_digest(known, _mark(address)) else address


def _mark(address: str) -> str:
    return blind("desk.known_browser", address).hex()


def _half_in(request: HttpRequest, now: datetime) -> Person | None:
    held = request.session.get(HALF_IN)
    if not held or now.timestamp() - held["at"] > HALF_IN_FOR.total_seconds():
        return None
    person = member(UUID(held["id"]))
    return person if person is not None and person.active and person.epoch == held["epoch"] else None
