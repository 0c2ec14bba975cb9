"""One function per question: the form, what to keep of a good answer (empty: ask again), and what else the page shows."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand.domain.orders.queries import free_units
from evenhand.faces.look.options import option_words
from evenhand.faces.portal.counted import counted
from evenhand.faces.portal.forms import kept, posted
from evenhand.faces.portal.wizard.asked import Asked
from evenhand.faces.portal.wizard.outcomes import TITLES, card, to_choose_from, ways
from evenhand.faces.portal.wizard.questions import Choose, Condition, Items, Replacement, Tell, WhyIsIt
from evenhand.faces.portal.wizard.reasons import words_of
from evenhand.faces.portal.wizard.steps import steps
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money

Answered = tuple[Any, dict[str, Any], dict[str, Any]]


def items(request: HttpRequest, asked: Asked) -> Answered:
    form = Items(posted(request), lines=asked.lines, free=free_units(asked.order.id), answers=asked.answers)
    return form, form.given() if form.is_valid() else {}, {}


def reason(request: HttpRequest, asked: Asked) -> Answered:
    arrived = asked.order.delivered_at is not None
    form = WhyIsIt(posted(request), arrived=arrived, initial={"reason": asked.answers.reason})
    return form, form.given() if form.is_valid() else {}, {}


def condition(request: HttpRequest, asked: Asked) -> Answered:
    said = {True: "yes", False: "no"}.get(asked.answers.opened) if asked.answers.opened is not None else None
    form = Condition(posted(request), initial={"opened": said})
    return form, form.given() if form.is_valid() else {}, {}


def words(request: HttpRequest, asked: Asked) -> Answered:
    """Files are kept at once: going back loses none, and one that we cannot take does not cost the words."""
    form = Tell(
        posted(request),
        request.FILES or None,
        needed=asked.answers.is_claim,
        initial={"words": asked.answers.words},
    )
    if not form.is_valid():
        return form, {}, {"photos": asked.files(asked.answers.files)}
    dropped = set(request.POST.getlist("drop"))
    new = kept(form, "photos", form.cleaned_data["photos"], key=asked.order.customer.key, now=timezone.now())
    names = [one for one in asked.answers.files if one not in dropped] + [str(one.id) for one in new]
    if form.errors:
        return form, {}, {"photos": asked.files(names)}
    return form, {"words": form.cleaned_data["words"], "said": True, "files": names}, {}


def outcome(request: HttpRequest, asked: Asked) -> Answered:
    found = ways(asked, timezone.now())
    form = Choose(posted(request), keys=[one.kind for one in found if one.available])
    cards = [card(one, asked.order) for one in found]
    more = {"cards": cards, "picked": request.POST.get("outcome") or asked.answers.outcome}
    return form, form.given() if form.is_valid() else {}, more


def replacement(request: HttpRequest, asked: Asked) -> Answered:
    """What each chosen unit becomes."""
    form = Replacement(
        posted(request), chosen=asked.chosen, variants=to_choose_from(asked), answers=asked.answers
    )
    return form, form.given() if form.is_valid() else {}, {}


def check(_request: HttpRequest, asked: Asked) -> Answered:
    """Everything said, and the chosen way once more with its money and date."""
    found = [
        one for one in ways(asked, timezone.now()) if one.kind == asked.answers.outcome and one.available
    ]
    cards = [card(one, asked.order) for one in found]
    return None, {}, {"cards": cards, "said": said(asked)}


def said(asked: Asked) -> list[dict[str, str]]:
    """Question, answer and the page to change it on."""
    answers = asked.answers
    items_said = "\n".join(counted(count, line.title) for line, count in asked.chosen)
    found = [
        ("items", _("Which item is it about?"), items_said),
        ("reason", _("What is the reason?"), words_of(answers.reason)),
    ]
    if "condition" in steps(answers):
        used = _("Opened, worn or used") if answers.opened else _("Unused, the seal is whole")
        found.append(("condition", _("Has it been opened or used?"), used))
    names = [one.name for one in asked.files(answers.files)]
    found.append(("words", _("What happened?"), "\n".join([answers.words, *names]).strip() or "–"))
    found.append(("outcome", _("What would you like?"), str(TITLES.get(answers.outcome, ""))))
    if "replacement" in steps(answers):
        found.append(("replacement", _("The new one"), new_ones(asked)))
    return [
        {"question": question, "words": words, "page": asked.page(step)} for step, question, words in found
    ]


def new_ones(asked: Asked) -> str:
    """Each unit and what it becomes, then what it all costs more or brings back."""
    variants = {one.id: one for found in to_choose_from(asked).values() for one in found}
    lines, told, more = {line.id: line for line, _count in asked.chosen}, [], 0
    for (line_id, new_id), count in asked.answers.swaps.items():
        line, new = lines[line_id], variants.get(new_id)
        if new is not None:
            words = option_words(new.options) or new.sku
            told.append(f"{counted(count, line.title)} → {words}")
            more += (new.price_minor - line.unit_minor) * count
    if more:
        words = (
            _("You pay %(sum)s more, when your parcel was looked at")
            if more > 0
            else _("You get %(sum)s back")
        )
        told.append(
            words % {"sum": format_money(Money(abs(more), asked.order.currency), get_language() or "en")}
        )
    return "\n".join(told)


QUESTIONS = {
    "items": items, "reason": reason, "condition": condition, "words": words, "outcome": outcome,
    "replacement": replacement, "check": check,
}  # fmt: skip
