"""The style sheet, the reader's choices, and every piece in every state."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET

from evenhand.faces.look import samples
from evenhand.faces.look.reader import SIZE_COOKIE, SIZES
from evenhand.faces.look.sheet import sheet

YEAR = 365 * 24 * 3600


@require_GET
def stylesheet(_request: HttpRequest, digest: str) -> HttpResponse:
    """Any digest gets today's sheet; only the right one may be kept for ever."""
    text, now_digest = sheet()
    keep = f"public, max-age={YEAR}, immutable" if digest == now_digest else "no-cache"
    return HttpResponse(text, content_type="text/css; charset=utf-8", headers={"Cache-Control": keep})


@require_GET
def choose_reading(request: HttpRequest) -> HttpResponse:
    """Keeps language and size of letters in cookies. Asked by GET: it changes nothing but how this browser reads."""
    back = request.GET.get("next", "/")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    answer = HttpResponseRedirect(back if safe else "/")
    wishes = {
        settings.LANGUAGE_COOKIE_NAME: request.GET.get("language"),
        SIZE_COOKIE: request.GET.get("size"),
    }
    for name, wish in wishes.items():
        if wish and (wish in SIZES if name == SIZE_COOKIE else _spoken(wish)):
            answer.set_cookie(name, wish, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return answer


def _spoken(code: str) -> bool:
    return code in dict(settings.LANGUAGES) and check_for_language(code)


@require_GET
def every_piece(request: HttpRequest) -> HttpResponse:
    """`/_look`: for whoever builds a page. `?page=` shows a whole page: question, 404, 403, 400, 500, expired."""
    if page := request.GET.get("page"):
        if page not in samples.PAGES:
            raise Http404
        return render(request, samples.PAGES[page], samples.page_context())
    room = "staff" if request.GET.get("room") == "staff" else "customer"
    return render(request, f"look/every_piece_{room}.html", samples.pieces())
