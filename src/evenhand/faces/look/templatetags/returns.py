"""The words for the codes of a return: why, for what."""

from django import template

from evenhand.domain.returns.choices import Kind, Reason, Way

register = template.Library()


@register.filter
def returning(code: str) -> str:
    """Return or exchange, in words."""
    return str(Kind(code).label)


@register.filter
def returned_for(code: str) -> str:
    """Why it comes back, in the customer's words."""
    return str(Reason(code).label)


@register.filter
def way_out(code: str) -> str:
    """What the customer gets for it."""
    return str(Way(code).label)
