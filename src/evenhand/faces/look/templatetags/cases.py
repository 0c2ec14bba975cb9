"""Codes of cases as words: `{% load cases %}`."""

from django import template

from evenhand.domain.cases.choices import Outcome, Reason, RemedyKind

register = template.Library()


@register.filter
def remedy(code: str) -> str:
    return str(RemedyKind(code).label) if code in RemedyKind.values else ""


@register.filter
def wrong(code: str) -> str:
    """What is wrong."""
    return str(Reason(code).label) if code in Reason.values else ""


@register.filter
def outcome(code: str) -> str:
    return str(Outcome(code).label) if code in Outcome.values else ""
