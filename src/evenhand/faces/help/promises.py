"""Promises kept: kept, late and open of each public promise, and how it is counted."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evenhand.domain.policy.queries import NoSuchValue, PolicyView
from evenhand.domain.promises import queries as promises
from evenhand.domain.promises.queries import Figure
from evenhand.faces.help.reading import policy_now
from evenhand.faces.look.words import policy_language

SPANS = (30, 90, 365)


@dataclass(frozen=True)
class Line:
    """One promise: our words, and how often we kept them. Shares are whole per cent of those that are decided."""

    key: str
    words: str
    kept: int
    late: int
    open: int

    @property
    def decided(self) -> int:
        return self.kept + self.late

    @property
    def kept_share(self) -> int:
        """Rounded down: 99.9 % is not all."""
        return self.kept * 100 // self.decided if self.decided else 0


@require_GET
def promises_kept(request: HttpRequest) -> HttpResponse:
    """`?days=30`, 90 or 365: those that began since then."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(one) for one in SPANS} else 90
    now = timezone.now()
    since = now - timedelta(days=days)
    view = policy_now()
    figures = promises.public_figures(now, since) if view else []
    lines = _lines(figures, view) if view else []
    return render(
        request,
        "help/promises.html",
        {"lines": lines, "days": days, "spans": SPANS, "since": since, "view": view},
    )


def _lines(figures: list[Figure], view: PolicyView) -> list[Line]:
    """One line for each thing we say: what several clocks measure in the same words is one promise to a reader."""
    found: dict[str, Line] = {}
    for one in figures:
        words = _words(one, view)
        so_far = found.get(words, Line(one.key, words, 0, 0, 0))
        found[words] = replace(
            so_far,
            kept=so_far.kept + one.kept,
            late=so_far.late + one.late,
            open=so_far.open + one.open,
        )
    return list(found.values())


def _words(figure: Figure, view: PolicyView) -> str:
    row = next(one for one in view.table("promises") if one.result["key"] == figure.key)
    language = policy_language()
    try:
        return view.text(str(row.result["amount"]), language)
    except NoSuchValue:
        return view.text(figure.title, language)
