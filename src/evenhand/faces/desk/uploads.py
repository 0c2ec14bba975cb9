"""Files that come with a form, sealed under the customer's key before anything points to them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from evenhand.foundation.files.store import NotAllowed, TooBig, keep

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile
    from evenhand.foundation.vault.models import Key

MOST = 10


def kept_files(request: HttpRequest, key: "Key", now: datetime) -> "list[StoredFile]":
    """The uploaded files, kept. One that may not be kept is named to the sender and left out."""
    kept = []
    for upload in request.FILES.getlist("files")[:MOST]:
        try:
            kept.append(keep(upload.read(), key=key, name=upload.name or "", now=now))
        except (TooBig, NotAllowed):
            messages.warning(
                request,
                _("“%(name)s” was not added: send a picture, a PDF or a text of at most 20 MB.")
                % {"name": upload.name},
            )
    return kept
