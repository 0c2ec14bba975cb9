"""A product's picture, for everybody. Under its digest it never changes, so a browser may keep it for a year."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from evenhand.domain.catalog import queries as catalog

# A drawing opened by itself may style itself and nothing else.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    found = catalog.picture_of(slug)
    if found is None:
        raise Http404
    newest = request.GET.get("v") == found.product.picture_digest[:12]
    kept = "public, max-age=31536000, immutable" if newest else "public, max-age=300"
    headers = {"Content-Security-Policy": ALONE, "Cache-Control": kept}
    return HttpResponse(bytes(found.data), content_type=found.media_type, headers=headers)
