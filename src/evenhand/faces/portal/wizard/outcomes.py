"""The ways out as the customer compares them: side by side, each with money, freight, date and clause, before anything is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from evenhand.domain.catalog.queries import variants_of_all
from evenhand.domain.policy import queries as policy
from evenhand.domain.policy.choices import WhyNot
from evenhand.domain.returns.queries import options
from evenhand.faces.look.templatetags.look import money
from evenhand.faces.look.words import day_words
from evenhand.faces.portal.clauses import clause_words, view_of

if TYPE_CHECKING:
    from uuid import UUID

    from evenhand.domain.catalog.models import Variant
    from evenhand.domain.orders.models import Order
    from evenhand.faces.portal.wizard.asked import Asked

TITLES: Mapping[str, object] = {
    "refund": gettext_lazy("Money back"),
    "exchange": gettext_lazy("Another one in exchange"),
    "reship": gettext_lazy("The same thing again"),
    "repair": gettext_lazy("Repair"),
    "partial_compensation": gettext_lazy("Part of the price back"),
    "spare_part": gettext_lazy("The missing part"),
    "credit": gettext_lazy("Credit for your next order"),
}
GETS: Mapping[str, object] = {
    "exchange": gettext_lazy("Another size, colour or piece of the same kind"),
    "reship": gettext_lazy("The same thing, new"),
    "repair": gettext_lazy("Your own piece, mended"),
    "spare_part": gettext_lazy("The part that is missing or broken"),
}


@dataclass(frozen=True)
class Card:
    """What look/pieces/_outcome.html shows."""

    key: str
    title: str
    get: SafeString | str
    pay: SafeString | str
    freight: str
    by: str
    steps: list[str]
    clause: str
    available: bool
    why_not: str = ""
    clause_url: str = ""
    clause_words: str = ""


def ways(asked: "Asked", now: datetime) -> list[policy.Outcome]:
    """Every way out for these answers. An exchange needs something to exchange for, for each item."""
    said = asked.answers
    found = options(asked.order.id, said.line_ids, said.reason, opened=bool(said.opened), now=now)
    if not any(one.kind == "exchange" and one.available for one in found) or all_can_be_swapped(asked):
        return found
    return [
        replace(one, available=False, why_not=WhyNot.NOT_FOR_ALL) if one.kind == "exchange" else one
        for one in found
    ]


def all_can_be_swapped(asked: "Asked") -> bool:
    """Whether the house has something, in the order's money, for each chosen item."""
    known = to_choose_from(asked)
    return all(known.get(line.id) for line, _units in asked.chosen)


def to_choose_from(asked: "Asked") -> "dict[UUID, list[Variant]]":
    """What can be had instead of each chosen line: order line id -> variants of its product, in the order's money."""
    products = {line.variant.product_id for line, _units in asked.chosen if line.variant}
    known = [
        one for one in variants_of_all(products) if one.available and one.currency == asked.order.currency
    ]
    return {
        line.id: [one for one in known if one.product_id == line.variant.product_id]
        for line, _units in asked.chosen
        if line.variant
    }


def card(found: policy.Outcome, order: "Order") -> Card:
    """One outcome in words, in the reader's language."""
    view, language = view_of(order), get_language() or "en"
    assert view is not None  # an outcome came out of it
    back = money(found.refund) if found.refund.minor else ""
    steps = [view.text(one, language) for one in found.steps] or [_("Nothing: we do the rest.")]
    return Card(
        key=found.kind, title=str(TITLES.get(found.kind, found.kind)), get=_get(found, back), pay=_pay(found),
        freight=_freight(found), by=_by(found, timezone.localdate()), steps=steps, clause=found.clause, available=found.available,
        why_not=_why_not(view, found.why_not, language),
        clause_words=clause_words(order, found.clause),
    )  # fmt: skip


def _get(found: policy.Outcome, back: SafeString | str) -> SafeString | str:
    if found.kind == "partial_compensation":
        return format_html(_("{} back, and you keep it"), back)
    words = GETS.get(found.kind)
    if words is None:
        return back or "–"
    return format_html("{} + {}", words, back) if back else str(words)


def _pay(found: policy.Outcome) -> SafeString | str:
    if found.priced:
        return _("A price that we tell you first; you may say no")
    return money(found.pays) if found.pays.minor else _("Nothing")


def _freight(found: policy.Outcome) -> str:
    return {"shop": _("We pay the label"), "customer": _("You pay the label, or post it yourself")}.get(
        found.freight_by, _("Nothing is sent back")
    )


def _by(found: policy.Outcome, today: date) -> str:
    if found.by_date is None:
        return "–"
    day = day_words(found.by_date, today=today)
    if found.by_from == "goods_received":
        return _("%(day)s if your parcel were here today; the days count from its arrival") % {"day": day}
    return day


def _why_not(view: policy.PolicyView, code: str, language: str) -> str:
    if code in WhyNot.values:
        return str(WhyNot(code).label)
    return view.text(code, language) if code else ""
