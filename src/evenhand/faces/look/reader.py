"""Who reads: their zone, their size of letters. Kept in plain cookies, so that it works without an account."""

from collections.abc import Callable
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

ZONE_COOKIE = "zone"
SIZE_COOKIE = "text_size"
SIZES = ("normal", "large", "largest")


class Reader:
    """Shows every moment of a page in the zone the browser told us (look/js/tz.js), UTC until it has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with timezone.override(zone_of(request)):
            return self.get_response(request)


def zone_of(request: HttpRequest, known: str = "") -> ZoneInfo:
    """The reader's zone: the browser's word, else `known` (the zone kept with the customer), else UTC."""
    for name in (unquote(request.COOKIES.get(ZONE_COOKIE, "")), known):
        if zone := named_zone(name):
            return zone
    return ZoneInfo("UTC")


def named_zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a cookie may hold anything, a path or a novel
        return None


def read_in_zone(request: HttpRequest, known: str) -> None:
    """For pages of a known customer: from here on the page shows their kept zone, unless the browser told another."""
    timezone.activate(zone_of(request, known))


def text_size(request: HttpRequest) -> str:
    size = request.COOKIES.get(SIZE_COOKIE, "normal")
    return size if size in SIZES else "normal"
