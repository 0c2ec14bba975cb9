"""The questions as forms: each reads its answer from the form and says what to keep."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.faces.look.forms import Form
from evenhand.faces.portal.forms import LONGEST, Files
from evenhand.faces.portal.wizard.answers import Answers
from evenhand.faces.portal.wizard.reasons import UNWANTED, WRONG

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
    """Which other one it shall be: same product, another size or colour."""

    replacement = forms.ChoiceField(label=gettext_lazy("The new one"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, variants: "Sequence[Variant]", **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["replacement"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(one.id), ", ".join(map(str, one.options.values())) or one.sku) for one in variants
        ]

    def given(self) -> dict[str, Any]:
        return {"replacement": self.cleaned_data["replacement"]}
