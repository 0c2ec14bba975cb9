"""Handing out a kept file, once access was asked."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from evenhand.foundation.files.disk import Damaged
from evenhand.foundation.files.pictures import SHOWN_KIND
from evenhand.foundation.files.store import open_file, open_shown

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile

PDF = "application/pdf"
DOWNLOAD = "application/octet-stream"


def file_response(file: "StoredFile", name: str) -> HttpResponse:
    """A picture is shown by the copy made for pages, which tells nothing of camera and place, and a PDF as it is; all else
    is only ever downloaded. Nothing in it may run.

    Raises:
        Http404: its bytes are gone, or nobody can open them any more: the person was erased.
    """
    try:
        copy = open_shown(file)
        data = open_file(file) if copy is None else copy
    except Damaged as trouble:
        raise Http404 from trouble
    kind = SHOWN_KIND if copy is not None else PDF if file.kind == PDF else DOWNLOAD
    called = f"{PurePath(name or 'file').stem}.webp" if copy is not None else name or "file"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=kind == DOWNLOAD, filename=called) or ""
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
