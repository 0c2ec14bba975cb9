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

FRESH = 60  # seconds: the median of a month's answers moves slowly


def shop(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    return {
        "now": now,
        "text_size": text_size(request),
        "zone": timezone.get_current_timezone(),
        "shop": SimpleLazyObject(lambda: shop_now(now)),
        "wait": SimpleLazyObject(lambda: present_waits(now).get("web")),
    }


def present_waits(now: datetime) -> dict[str, timedelta]:
    """How long people really waited for a person's answer, by channel; channels without an answer lately are left out."""

    def measured() -> dict[str, timedelta]:
        return {channel: wait.median for channel, wait in conversations.measured_waits(now).items()}

    return cast("dict[str, timedelta]", cache.get_or_set("look.present_waits", measured, FRESH))
