"""Fields that several of the customer's pages share."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evenhand.faces.look.forms import Form
from evenhand.foundation.files.store import FileRefused, TooBig, keep

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile
    from evenhand.foundation.vault.models import Key

LONGEST = 20_000
MOST_FILES = 10


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when nothing was ticked; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Some files, or none. Cleans to a list."""

    def __init__(self, **options: Any) -> None:
        usual = {
            "label": gettext_lazy("Photos or papers"),
            "help_text": gettext_lazy("Up to ten: pictures, PDF or text, each up to 25 MB. Where a photo was taken is never shown to anybody."),
            "required": False,
            "widget": ManyFiles(attrs={"accept": "image/*,application/pdf,text/plain"}),
        }  # fmt: skip
        super().__init__(**{**usual, **options})

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        given = data if isinstance(data, list | tuple) else [data]
        found = [one for one in (super(Files, self).clean(each, initial) for each in given) if one]
        if len(found) > MOST_FILES:
            raise forms.ValidationError(_("Choose at most ten files at once; you can add more afterwards."))
        return found


class OneOfSeveral(forms.CharField):
    """May stay empty only when another field says something, so its label does not call it optional."""

    one_of_several = True


class Words(Form):
    """Words, files, or both. The nonce makes a double click one message."""

    words = OneOfSeveral(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy("In any language."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    photos = Files()
    nonce = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not (said.get("words") or "").strip() and not said.get("photos") and not self.errors:
            self.add_error("words", _("Write a few words, or add a photo."))
        return said


def kept(
    form: forms.Form, field: str, uploads: "Iterable[UploadedFile[Any]]", *, key: "Key", now: datetime
) -> "list[StoredFile]":
    """The files sealed under the customer's key; one we cannot take is named on the form, at its field."""
    done = []
    for one in uploads:
        try:
            done.append(keep(one.read(), key=key, name=one.name or "", now=now))
        except TooBig:
            form.add_error(
                field, _("“%(name)s” is too big. Send a smaller one, up to 25 MB.") % {"name": one.name}
            )
        except FileRefused:
            form.add_error(
                field,
                _("“%(name)s” cannot be opened here. Send it as a picture, a PDF or plain text.")
                % {"name": one.name},
            )
    return done
