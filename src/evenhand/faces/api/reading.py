"""What a body may hold: JSON whose every text can be kept, sealed and shown again."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

LONGEST = 100_000


class PlainText(Parser):
    """Refuses what no text can hold (the sign nought, half a sign) and what nobody reads (more than `LONGEST`)."""

    def parse_body(self, request: HttpRequest) -> Any:
        body = json.loads(request.body)
        for text in texts_in(body):
            if "\0" in text or len(text) > LONGEST:
                raise ValueError(text[:40])
            text.encode()  # half a sign raises here
        return body


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a body, names of fields included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
