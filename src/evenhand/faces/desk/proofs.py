"""The second proof, asked for in the same way wherever it is needed: a code of the app, or a passkey."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.domain.staff.actions import note_passkey_used, use_totp
from evenhand.domain.staff.queries import Person, factors_of, passkey_by_credential, passkeys_of
from evenhand.faces.look.forms import Form
from evenhand.foundation.access import passkeys
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.limits import SECOND_PROOF, give_back, take


class SecondProof(Form):
    """Either field is enough; the passkey's is filled by the browser."""

    code = forms.CharField(
        label=gettext_lazy("The six digits your app shows now"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )
    passkey = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Ways:
    """What this member can prove themselves with. `passkey` holds the options for the browser, "" for none."""

    app: bool
    passkey: str


def ways(request: HttpRequest, person: Person) -> Ways:
    known = [bytes(one.credential_id) for one in passkeys_of(person.id)]
    return Ways("totp" in factors_of(person), passkeys.ask_known(request, known) if known else "")


def given(request: HttpRequest, form: SecondProof, person: Person, now: datetime) -> str:
    """Which proof was right ("totp", "passkey"), or "" with the error on the form."""
    if not form.is_valid():
        return ""
    if not take(SECOND_PROOF, str(person.id), now):
        form.add_error(None, _("Too many tries. Wait ten minutes, then try again."))
        return ""
    answer, code = form.cleaned_data["passkey"], form.cleaned_data["code"]
    actor = Actor("staff", person.id)
    if answer and _passkey_right(request, answer, person, actor, now):
        found = "passkey"
    elif not answer and use_totp(member_id=person.id, code=code, actor=actor, now=now):
        found = "totp"
    else:
        found = ""
    if found:
        give_back(SECOND_PROOF, str(person.id))
    else:
        _say_wrong(form, passkey=bool(answer))
    return found


def _say_wrong(form: SecondProof, *, passkey: bool) -> None:
    if passkey:
        form.add_error(None, _("This passkey did not prove that it is you. Try again, or use your app."))
    else:
        words = _("These digits are not right, or were used already. Wait for the next ones in your app.")
        form.add_error("code", words)


def _passkey_right(request: HttpRequest, answer: str, person: Person, actor: Actor, now: datetime) -> bool:
    kept = passkey_by_credential(passkeys.named(answer))
    if kept is None or kept.member_id != person.id:
        return False
    count = passkeys.proved(request, answer, bytes(kept.public_key), kept.sign_count)
    return count is not None and note_passkey_used(passkey_id=kept.id, sign_count=count, actor=actor, now=now)
