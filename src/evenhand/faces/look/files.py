"""Handing out a kept file, once access was asked."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from evenhand.foundation.files.store import open_file

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile

SHOWN = ("image/png", "image/jpeg", "image/webp", "image/gif", "application/pdf")


def file_response(file: "StoredFile", name: str) -> HttpResponse:
    """Pictures and PDFs are shown, everything else is only ever downloaded; nothing in it may run."""
    shown = file.kind in SHOWN
    response = HttpResponse(open_file(file), content_type=file.kind if shown else "application/octet-stream")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=not shown, filename=name or "file") or ""
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
