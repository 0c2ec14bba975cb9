"""A file beside a message, for staff who may see the matter."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from evenhand.domain.conversations import queries as conversations
from evenhand.faces.look.files import file_response
from evenhand.foundation.access.doors import asking, staff_only


@require_GET
@staff_only
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """The file, shown if it is a picture, else handed over as a download."""
    found = conversations.attachment(asking(request), attachment_id)
    if found is None:
        raise Http404
    return file_response(found.file, found.name)
