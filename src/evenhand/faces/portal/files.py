"""A file beside a message, for the customer whose matter it is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from evenhand.domain.conversations.queries import attachment as attachment_for
from evenhand.faces.look.files import file_response
from evenhand.faces.portal.me import there
from evenhand.foundation.access.doors import asking, customer_only


@require_safe
@customer_only
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    found = there(attachment_for(asking(request), attachment_id))
    return file_response(found.file, found.name)
