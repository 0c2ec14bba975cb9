"""The words of a promise chip: what we promised, by when, and what became of it. Late stays late."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.faces.look.words import moment_words, zone_is_known

# key of the definition -> (while it runs, when it is kept, what was late)
WORDS = {
    "order_question_answered": (
        gettext_lazy("We answer by %(due)s"),
        gettext_lazy("Answered %(kept)s"),
        gettext_lazy("Late: we promised an answer by %(due)s"),
    ),
    "receipt_confirmed": (
        gettext_lazy("We confirm by %(due)s that this is here"),
        gettext_lazy("Receipt confirmed %(kept)s"),
        gettext_lazy("Late: we promised to confirm by %(due)s"),
    ),
    "return_notice": (
        gettext_lazy("We tell you our decision by %(due)s"),
        gettext_lazy("Decision told %(kept)s"),
        gettext_lazy("Late: we promised our decision by %(due)s"),
    ),
    "refund_paid": (
        gettext_lazy("We pay your refund by %(due)s"),
        gettext_lazy("Refund paid %(kept)s"),
        gettext_lazy("Late: we promised your refund by %(due)s"),
    ),
    "parcel_received": (
        gettext_lazy("We tell you by %(due)s that your parcel is here"),
        gettext_lazy("Parcel confirmed %(kept)s"),
        gettext_lazy("Late: we promised to confirm your parcel by %(due)s"),
    ),
    "refund_notice": (
        gettext_lazy("We tell you by %(due)s what you get back"),
        gettext_lazy("Refund announced %(kept)s"),
        gettext_lazy("Late: we promised by %(due)s to say what you get back"),
    ),
    "cancellation_notice": (
        gettext_lazy("We confirm by %(due)s that it is cancelled"),
        gettext_lazy("Cancellation confirmed %(kept)s"),
        gettext_lazy("Late: we promised to confirm by %(due)s"),
    ),
    "": (
        gettext_lazy("We keep this promise by %(due)s"),
        gettext_lazy("Promise kept %(kept)s"),
        gettext_lazy("Late: we promised this by %(due)s"),
    ),
}
SAME = {
    "question_answered": "order_question_answered",
    "claim_decided": "return_notice",
    "notice_received": "receipt_confirmed",
}


class Promised(Protocol):
    """What a chip needs of a promise."""

    @property
    def definition(self) -> str: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def kept_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Chip:
    """`state` is open, soon, kept or late; `words` say the whole of it without the colour."""

    state: str
    words: str


def promised(definition: str, due_at: datetime) -> str:
    """What was promised, by when, as a sentence of its own."""
    running = WORDS.get(SAME.get(definition, definition), WORDS[""])[0]
    return str(running) % {"due": moment_words(due_at)}


def chip(promise: Promised, state: str, now: datetime, *, whose_time: bool = True) -> Chip:
    """`whose_time` adds "your time": customers live elsewhere, staff know where they are."""
    key = promise.definition
    running, kept, late = WORDS.get(SAME.get(key, key), WORDS[""])
    due = moment_words(promise.due_at, now=now)
    if whose_time:
        due = _("%(due)s your time") % {"due": due} if zone_is_known() else f"{due} UTC"
    done = moment_words(promise.kept_at, now=now) if promise.kept_at else ""
    if state == "late":
        words = str(late) % {"due": due}
        return Chip(state, _("%(late)s; done %(kept)s") % {"late": words, "kept": done} if done else words)
    if state == "kept":
        return Chip(state, str(kept) % {"kept": done})
    return Chip(state, str(running) % {"due": due})
