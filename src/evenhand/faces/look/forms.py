"""Forms that say how to mend what is wrong, and keep what was typed."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext as _


class Renderer(DjangoTemplates):
    """The house's own field: label, hint, error, answer; the same words in the summary on top."""

    form_template_name = "look/pieces/_form.html"
    field_template_name = "look/pieces/_field.html"


class Form(forms.Form):
    """Base of every form of a face. Pages show `look/pieces/_errors.html` on top and the fields by their own template."""

    default_renderer = Renderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _word(field)


def _word(field: forms.Field) -> None:
    """House words in place of Django's own; words that the form's author chose stay."""
    stock = type(field)().error_messages if type(field) in _PLAIN else {}
    for code, text in _texts(field).items():
        if field.error_messages.get(code, None) in (
            stock.get(code),
            forms.Field.default_error_messages.get(code),
        ):
            field.error_messages[code] = text


_PLAIN = (
    forms.CharField,
    forms.EmailField,
    forms.FileField,
    forms.BooleanField,
    forms.IntegerField,
    forms.DateField,
)


def _texts(field: forms.Field) -> dict[str, str]:
    label = {"label": field.label or ""}
    kinds: list[tuple[type[forms.Field], dict[str, str]]] = [
        (forms.BooleanField, {"required": _("Tick the box “%(label)s” to go on.")}),
        (
            forms.FileField,
            {
                "required": _("Choose a file for “%(label)s”."),
                "empty": _("This file is empty. Choose another one."),
            },
        ),
        (
            forms.ChoiceField,
            {
                "required": _("Choose an answer to “%(label)s”."),
                "invalid_choice": _("Choose one of the answers shown for “%(label)s”."),
            },
        ),
        (
            forms.EmailField,
            {
                "required": _("Write your e-mail address."),
                "invalid": _("Write the address in full, like name@example.com."),
            },
        ),
        (
            forms.IntegerField,
            {
                "required": _("Fill in “%(label)s”."),
                "invalid": _("Write “%(label)s” as a whole number, like 2."),
            },
        ),
    ]
    found = next(
        (texts for kind, texts in kinds if isinstance(field, kind)), {"required": _("Fill in “%(label)s”.")}
    )
    return {**{code: text % label for code, text in found.items()}, "max_length": _longest(label["label"])}


def _longest(label: Any) -> str:
    """Django fills in the two numbers, so their marks stay."""
    told = {"label": str(label).replace("%", "%%"), "most": "%(limit_value)d", "now": "%(show_value)d"}
    return _("Shorten “%(label)s”: %(most)s characters find room here, and you wrote %(now)s.") % told
