"""The line on top of every page of a demo: nobody shall take this shop for a real one. In demo mode alone."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

# Behind the link that skips to the main part: that stays the first thing a keyboard reaches.
TOP = re.compile(r'<body[^>]*>\s*(?:<a class="skip".*?</a>)?', re.DOTALL)
HEAD_ENDS = "</head>"


class Ribbon:
    """Puts the line into whole pages; parts of pages, letters in their frame and everything else pass as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and is_page(request, response):
            response.content = with_ribbon(response.content.decode())
        return response


def is_page(request: HttpRequest, response: HttpResponse) -> bool:
    framed = response.headers.get("X-Frame-Options") == "SAMEORIGIN"
    html = response.headers.get("Content-Type", "").startswith("text/html; charset=utf-8")
    return html and not framed and not request.headers.get("HX-Request")


def with_ribbon(page: str) -> str:
    top = TOP.search(page)
    if top is None or HEAD_ENDS not in page:
        return page
    leaves = {"letters_leave": bool(settings.EVENHAND_SMTP_URL)}
    link, line = render_to_string("demo/ribbon.html", leaves).split("\n", 1)
    marked = page[: top.end()] + line + page[top.end() :]
    return marked.replace(HEAD_ENDS, link + HEAD_ENDS, 1)
