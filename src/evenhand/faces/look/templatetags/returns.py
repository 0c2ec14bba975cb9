"""Codes of returns as words: `{% load returns %}`."""

from django import template

from evenhand.domain.returns.choices import Kind, Reason, Way

register = template.Library()


@register.filter
def returning(code: str) -> str:
    """Return or exchange."""
    return str(Kind(code).label) if code in Kind.values else ""


@register.filter
def returned_for(code: str) -> str:
    """Why it comes back."""
    return str(Reason(code).label) if code in Reason.values else ""


@register.filter
def way_out(code: str) -> str:
    """What the customer gets for it."""
    return str(Way(code).label) if code in Way.values else ""
