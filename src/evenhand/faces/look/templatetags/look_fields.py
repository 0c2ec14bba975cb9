"""One question about a field, for its template; apart from `look`, as a form's own engine needs no styles or money."""

from django import forms, template
from django.forms import BoundField

register = template.Library()


@register.filter
def is_single_box(field: BoundField) -> bool:
    """A lone tick box: its label stands beside it, not above."""
    return isinstance(field.field.widget, forms.CheckboxInput)
