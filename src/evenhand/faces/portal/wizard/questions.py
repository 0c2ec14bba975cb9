"""The questions as forms: each reads its answer from the form and says what to keep."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from evenhand.faces.look.forms import Form
from evenhand.faces.look.options import option_words
from evenhand.faces.portal.forms import LONGEST, Files
from evenhand.faces.portal.wizard.answers import Answers
from evenhand.faces.portal.wizard.reasons import UNWANTED, WRONG
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money

if TYPE_CHECKING:
    from evenhand.domain.catalog.models import Product, Variant
    from evenhand.domain.orders.models import OrderLine


class ItemBox(forms.BooleanField):
    """A box with what the thing looks like beside it."""

    def __init__(self, *, pictured: "Product | None", **more: Any) -> None:
        super().__init__(**more)
        self.pictured = pictured


class Items(Form):
    """A box per line, and a number where there are several of one."""

    def __init__(
        self,
        *args: Any,
        lines: "Sequence[OrderLine]",
        free: Mapping[UUID, int],
        answers: Answers,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.lines = [one for one in lines if free.get(one.id)]
        for line in self.lines:
            held = answers.units.get(str(line.id), 0)
            alone = len(self.lines) == 1
            self.fields[f"line_{line.id}"] = ItemBox(
                label=line.title, required=False, initial=bool(held) or alone,
                pictured=line.variant.product if line.variant else None,
            )  # fmt: skip
            if free[line.id] > 1:
                self.fields[f"count_{line.id}"] = forms.TypedChoiceField(
                    label=_("How many of “%(title)s”?") % {"title": line.title},
                    choices=[(one, str(one)) for one in range(1, free[line.id] + 1)],
                    coerce=int, initial=held or free[line.id],
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(said.get(f"line_{line.id}") for line in self.lines):
            self.add_error(None, _("Choose at least one item."))
        return said

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        units = {
            str(one.id): said.get(f"count_{one.id}") or 1 for one in self.lines if said.get(f"line_{one.id}")
        }
        return {"units": units}


class WhyIsIt(Form):
    """Reasons in two groups: it is not wanted, or something is wrong with it. Before it arrived only some make sense."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, arrived: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        wrong = [(code, label) for code, label in WRONG.items() if arrived or code == "not_arrived"]
        unwanted = list(UNWANTED.items()) if arrived else []
        groups = [(_("Something is wrong"), wrong), (_("I do not want to keep it"), unwanted)]
        self.groups = [(name, choices) for name, choices in groups if choices]
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = wrong + unwanted

    def given(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class Condition(Form):
    opened = forms.TypedChoiceField(
        label=gettext_lazy("Its condition"),
        choices=[
            ("no", gettext_lazy("Unused, the seal is whole")),
            ("yes", gettext_lazy("Opened, worn or used")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )

    def given(self) -> dict[str, Any]:
        return {"opened": self.cleaned_data["opened"]}


class Tell(Form):
    """What happened, with photos. Required where something is wrong; what was uploaded before stays."""

    words = forms.CharField(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy("In any language."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    photos = Files()

    def __init__(self, *args: Any, needed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].required = needed
        self.fields["words"].error_messages["required"] = _(
            "Say in a few words what is wrong, so that we can decide at once."
        )


class Choose(Form):
    """One of the ways out that are open."""

    outcome = forms.ChoiceField(label=gettext_lazy("What would you like?"))

    def __init__(self, *args: Any, keys: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, key) for key in keys]
        field.error_messages["required"] = field.error_messages["invalid_choice"] = _(
            "Choose one of the ways shown."
        )

    def given(self) -> dict[str, Any]:
        return {"outcome": self.cleaned_data["outcome"]}


class Replacement(Form):
    """What each unit shall become: same product, another size or colour. What it costs more or less stands beside it."""

    def __init__(
        self,
        *args: Any,
        chosen: "Sequence[tuple[OrderLine, int]]",
        variants: "Mapping[UUID, Sequence[Variant]]",
        answers: Answers,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.units = {line: [f"new_{line.id}_{at}" for at in range(count)] for line, count in chosen}
        for line, names in self.units.items():
            held = answers.replacements.get(str(line.id), ())
            for at, name in enumerate(names):
                self.fields[name] = forms.ChoiceField(
                    label=_unit(line, at, len(names)), widget=forms.RadioSelect, initial=held[at] if at < len(held) else None,
                    choices=[(str(one.id), _told(one, line)) for one in variants.get(line.id, ())],
                )  # fmt: skip

    def given(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "replacements": {
                str(line.id): [said[name] for name in names] for line, names in self.units.items()
            }
        }


def _unit(line: "OrderLine", at: int, count: int) -> str:
    """Which of several alike is asked about."""
    if count == 1:
        return line.title
    return _("%(title)s (%(at)s of %(count)s)") % {"title": line.title, "at": at + 1, "count": count}


def _told(one: "Variant", line: "OrderLine") -> str:
    """A variant in words, and its price against what this one cost."""
    words, more = option_words(one.options) or one.sku, one.price_minor - line.unit_minor
    if not more:
        return words
    sum_of = format_money(Money(abs(more), one.currency), get_language() or "en")
    told = _("%(new)s (costs %(sum)s more)") if more > 0 else _("%(new)s (%(sum)s back)")
    return told % {"new": words, "sum": sum_of}
