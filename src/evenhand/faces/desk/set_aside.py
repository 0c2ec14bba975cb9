"""Mails that no machine should decide about: looked at as they came, and tried again once the cause is mended."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from evenhand.faces.desk.troubles import said
from evenhand.faces.look.files import file_response
from evenhand.foundation.access.doors import may, staff_only
from evenhand.foundation.mail.incoming import take_again
from evenhand.foundation.mail.queries import set_aside


@require_GET
@staff_only
def raw_mail(request: HttpRequest, raw_id: UUID) -> HttpResponse:  # noqa: ARG001 - the door above asks it
    """The bytes as they came in, as a download: nothing in them is shown by a browser."""
    found = set_aside().select_related("file").filter(pk=raw_id).first()
    if found is None or found.file is None:
        raise Http404
    return file_response(found.file, f"mail-{found.id.hex[-8:]}.eml")


@require_POST
@may("timeline.waive_consequence")
def take_mail_again(request: HttpRequest, raw_id: UUID) -> HttpResponse:
    return said(request, tried=take_again(raw_id))
