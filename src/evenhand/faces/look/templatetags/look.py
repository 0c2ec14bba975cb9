"""Tags and filters of every face: `{% load look %}`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from evenhand.faces.look import chips, options, sentences, words
from evenhand.faces.look.sentences import Row, Run
from evenhand.faces.look.sheet import sheet
from evenhand.foundation.access.middleware import side_of
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money
from evenhand.foundation.text.direction import direction

register = template.Library()


@register.simple_tag
def look_styles() -> SafeString:
    """The one style sheet, under an address that changes with its content."""
    address = reverse("look:stylesheet", args=[sheet()[1]])
    return format_html('<link rel="stylesheet" href="{}">', address)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon inline; without `label` it is decoration and a screen reader passes over it."""
    return _icon(name, str(label))


@lru_cache(maxsize=500)  # a few dozen icons, each with a few labels a language
def _icon(name: str, label: str) -> SafeString:
    return mark_safe(render_to_string(f"look/icons/{name}.svg", {"label": label}))  # noqa: S308  our own file


@register.simple_tag(takes_context=True)
def when(context: template.Context, moment: datetime | None, style: str = "") -> SafeString | str:
    """A moment in the reader's zone, weekday and month as words; how long ago on hover."""
    if moment is None:
        return ""
    now = context.get("now") or timezone.now()
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        words.ago_words(moment, now),
        words.moment_words(moment, now=now, style=style),
    )


# Written out here and not as a template: the desk is looked at all day, and a template's twelve places cost more than all
# else of a row together.
ROW = """<li class="row{state}">
  <div class="row-top"><span class="mark {mark_class}" title="{mark_words}">{mark}</span><a class="row-link name" href="{url}"{here}><bdi>{name}</bdi></a>{at}</div>
  <p class="first-words" dir="auto">{first_words}</p>
  <div class="row-end"><span class="waits">{waits}</span>{language}</div>
</li>
"""


@register.simple_tag(takes_context=True)
def queue_rows(context: template.Context, rows: Iterable[Any]) -> SafeString:
    """Rows of a queue. Each: url, mark (a letter), mark_class, mark_words, name, first_words, waits, at, language, here, new."""
    return mark_safe("".join(_row(context, one) for one in rows))  # noqa: S308  each is safe


def _row(context: template.Context, row: Any) -> SafeString:
    return format_html(
        ROW,
        state=" is-new" * row.new + " is-here" * row.here,
        here=SafeString(' aria-current="true"') if row.here else "",
        language=format_html('<span class="tag">{}</span>', language_name(row.language)) if row.language else "",
        at=when(context, row.at, "near"), url=row.url, mark=row.mark, mark_class=row.mark_class, mark_words=row.mark_words,
        name=row.name, first_words=row.first_words, waits=row.waits,
    )  # fmt: skip


@register.simple_tag(takes_context=True)
def day(context: template.Context, value: date | None) -> SafeString | str:
    """A day, weekday and month as words."""
    if value is None:
        return ""
    today = timezone.localdate(context.get("now"))
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat(), words.day_words(value, today=today)
    )


@register.filter
def money(amount: Money | None) -> SafeString | str:
    """An amount as the reader's language writes it, kept on one line and in its own direction."""
    if amount is None:
        return ""
    return format_html('<span class="money">{}</span>', format_money(amount, get_language() or "en"))


@register.filter
def coins(minor: int | None, currency: str) -> SafeString | str:
    """`{{ line.unit_minor|coins:order.currency }}`: an amount kept as whole minor units."""
    return "" if minor is None else money(Money(minor, currency))


@register.filter
def runs(rows: Iterable[Row]) -> list[Run]:
    """Rows of a timeline, what is only bookkeeping folded together."""
    return sentences.runs(rows)


@register.filter
def option_words(variant: Any) -> str:
    """What makes this variant or order line different: `size 54`; its article number where nothing does."""
    return options.option_words(variant.options) or str(getattr(variant, "sku", ""))


@register.filter
def language_name(code: str) -> str:
    return words.language_name(code)


@register.filter
def own_language_name(code: str) -> str:
    return words.language_name(code, own=True)


@register.filter
def dir_of(code: str) -> str:
    """`rtl` or `ltr` for a language; `auto` when it is not known."""
    return direction(code) if code else "auto"


@register.filter
def lasting(value: timedelta | None) -> str:
    """A timedelta in words."""
    return words.length_words(value) if value is not None else ""


@register.simple_tag
def name_of(ref: UUID | None, names: Mapping[UUID, str]) -> str:
    """In a timeline sentence: a member's shown name, "somebody" when it is not known."""
    return (names.get(ref) if ref else None) or gettext("somebody")


@register.simple_tag
def promise_words(definition: str, due_at: datetime) -> str:
    """In a timeline sentence: what was promised, by when."""
    return chips.promised(definition, due_at)


@register.inclusion_tag("look/pieces/_promise_chip.html", takes_context=True)
def promise_chip(context: template.Context, promise: Any, state: str) -> dict[str, Any]:
    """A promise and its state (`promises.queries.state`), as bars and words."""
    request = context.get("request")
    at_work = request is not None and side_of(request.path) == "staff"
    now = context.get("now") or timezone.now()
    return {"chip": chips.chip(promise, state, now, whose_time=not at_work)}


@register.simple_block_tag
def means(content: str) -> SafeString:
    """In a timeline sentence: what this means for the reader."""
    return format_html('<p class="means">{}</p>', content)


@register.simple_block_tag(name="next", end_name="endnext")
def next_step(content: str) -> SafeString:
    """In a timeline sentence: what comes next, and by when."""
    return format_html('<p class="next">{}</p>', content)
