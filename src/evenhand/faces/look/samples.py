"""Made-up things for `/_look`, so that each piece can be seen in each of its states."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from evenhand.faces.look.forms import Form
from evenhand.faces.look.sentences import Attached, Body, Row
from evenhand.foundation.money.values import Money

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PAGES = {
    "question": "look/sample_question.html",
    "404": "look/errors/404.html",
    "403": "look/errors/403.html",
    "400": "look/errors/400.html",
    "500": "look/errors/500.html",
    "expired": "look/errors/expired.html",
}


@dataclass(frozen=True)
class SamplePromise:
    definition: str
    due_at: datetime
    kept_at: datetime | None = None


class SampleForm(Form):
    name = forms.CharField(label="Your full name", help_text="As it stands on the parcel.")
    email = forms.EmailField(label="E-mail address")
    reason = forms.ChoiceField(
        label="Why does it go back?",
        choices=[("a", "I changed my mind"), ("b", "It came too late"), ("c", "It is not as described")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="Anything we should know?", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="I have read what it costs")


def pieces() -> dict[str, Any]:
    wrong = SampleForm({"name": "", "email": "ada@", "words": "It stays as it was typed."})
    return {
        "now": NOW,
        "wait": timedelta(hours=2),
        "promises": _promises(),
        "rows": _rows(),
        "cards": _cards(),
        "lines": _lines(),
        "total": Money(4210, "EUR"),
        "form": wrong,
        "queue": _queue(),
        "balls": _balls(),
    }


def page_context() -> dict[str, Any]:
    return {"step": 3, "steps": 6, "back": "/_look", "form": SampleForm(), "word": "1f0a9c2e"}


def _promises() -> list[tuple[SamplePromise, str]]:
    due = NOW + timedelta(hours=30)
    past = NOW - timedelta(hours=5)
    return [
        (SamplePromise("order_question_answered", due), "open"),
        (SamplePromise("receipt_confirmed", NOW + timedelta(hours=2)), "soon"),
        (SamplePromise("return_notice", due, NOW - timedelta(hours=1)), "kept"),
        (SamplePromise("refund_paid", past), "late"),
        (SamplePromise("refund_paid", past, NOW), "late"),
    ]


def _rows() -> list[Row]:
    body = Body(
        kind="customer", text="The clasp broke on the first day.\nمرحبا 你好 <b>bold?</b>", language="en"
    )
    photo = Attached(name="clasp.jpg", url="/static/look/mark.svg", picture=True)
    reply = Body(
        kind="staff",
        text="",
        html="<p>Sorry. We send a new one <strong>today</strong>.</p>",
        language="en",
        files=[photo, Attached(name="label.pdf", url="#")],
        delivery="failed",
        quoted="> The clasp broke",
    )
    note = Body(kind="note", text="Third clasp from this batch; told the bench.")
    arabic = Body(kind="customer", text="شكرًا لكم، وصلني الطرد 123 اليوم.", language="ar")
    told = mark_safe(
        "We told you our decision.<p class='means'>You get a new one.</p><p class='next'>It leaves us by Wed, 18 Nov.</p>"
    )
    return [
        _row(1, "customer", "You", "You wrote to us.", body),
        _row(2, "us", "Ana", "Ana answered.", reply),
        _row(3, "note", "Ana", "A note among ourselves.", note),
        Row(id=4, name="x", side="us", who="We", role="by itself", at=NOW, words=told),
        _row(5, "customer", "ليلى", "She wrote to us.", arabic),
    ]


def _row(number: int, side: str, who: str, words: str, body: Body) -> Row:
    at = NOW - timedelta(hours=20 - number)
    return Row(id=number, name="x", side=side, who=who, role="", at=at, words=mark_safe(words), body=body)  # noqa: S308  samples


def _cards() -> list[dict[str, Any]]:
    same = {"freight": "We pay the label", "by": "Wed, 25 Nov", "clause": "R4", "available": True}
    return [
        {**same, "key": "refund", "title": "Money back", "get": "€42.10", "pay": "Nothing", "steps": ["Pack it", "Put the label on", "Post it by Mon, 30 Nov"]},
        {**same, "key": "exchange", "title": "A new one", "get": "The same ring, new", "pay": "Nothing", "steps": ["Nothing: keep it or throw it away"]},
        {**same, "key": "repair", "title": "Repair", "get": "Your ring, mended", "pay": "€12.00", "steps": ["Pack it"], "available": False, "why_not": "We cannot mend gold plating; a new one is faster."},
    ]  # fmt: skip


def _lines() -> list[dict[str, Any]]:
    return [
        {"words": "Ring “Liffey”, size 54", "amount": Money(3760, "EUR"), "word": "back to you"},
        {"words": "Delivery", "amount": Money(450, "EUR"), "word": "back to you"},
    ]


def _queue() -> list[SimpleNamespace]:
    base = {
        "url": "#",
        "at": NOW,
        "mark": "R",
        "mark_class": "is-returning",
        "mark_words": "Returning",
        "here": False,
        "new": False,
    }
    return [
        SimpleNamespace(**{**base, "name": "Layla Haddad", "first_words": "وصلني الخاتم مكسورًا وأريد استرداد المبلغ", "waits": "waits for our answer since 3 h", "language": "ar", "new": True}),
        SimpleNamespace(**{**base, "name": "A very long name that must not break the row whatever happens to it in the queue", "first_words": "Hello, I wrote two days ago about my parcel", "waits": "waits for the carrier", "language": "en", "here": True}),
    ]  # fmt: skip


def _balls() -> list[dict[str, Any]]:
    return [
        {
            "holder": "us",
            "until": NOW + timedelta(days=1),
            "what": "We look at your photos and tell you what we can do.",
        },
        {"holder": "you", "until": NOW + timedelta(days=9), "what": "Post the parcel with our label."},
        {"holder": "carrier", "until": NOW + timedelta(days=3), "what": "The parcel is on its way to us."},
        {"holder": "nobody", "until": None, "what": "The money was paid on Fri, 13 Nov."},
    ]
