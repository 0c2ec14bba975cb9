"""What every page may show: the reader's letters, the moment, the shop. Context processor of the settings."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from evenhand.faces.look.reader import text_size


def shop(request: HttpRequest) -> dict[str, Any]:
    return {"now": timezone.now(), "text_size": text_size(request), "zone": timezone.get_current_timezone()}
