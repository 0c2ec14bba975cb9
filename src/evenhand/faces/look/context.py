"""What every page may show: the reader's letters, the moment, the shop. Context processor of the settings."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from evenhand.domain.conversations import queries as conversations
from evenhand.faces.look.identity import shop_now
from evenhand.faces.look.reader import text_size

FRESH = 60  # seconds; the wait in the head may lag a minute behind the one on the contact page


def shop(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    return {
        "now": now,
        "text_size": text_size(request),
        "zone": timezone.get_current_timezone(),
        "shop": SimpleLazyObject(lambda: shop_now(now)),
        "wait": SimpleLazyObject(lambda: present_wait(now)),
    }


def present_wait(now: datetime) -> timedelta | None:
    """How long people who wrote on our pages really waited for a person's answer; None when nobody did lately."""

    def measured() -> tuple[timedelta | None]:
        wait = conversations.measured_wait("web", now)
        return (wait.median if wait else None,)  # in a tuple, as the cache takes None for "not there"

    found = cast("tuple[timedelta | None]", cache.get_or_set("look.present_wait", measured, FRESH))
    return found[0]
