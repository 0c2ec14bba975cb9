"""The body of a request, or an error: what was cut off on its way never passes for the whole.

Without this, a line that breaks in the middle of a form would send the half that had arrived.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest

App = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Whole:
    """A stream that ends where it was announced to end, or raises."""

    def __init__(self, stream: Any, length: int) -> None:
        self.stream, self.left = stream, length

    def read(self, size: int = -1) -> bytes:
        """Raises BadRequest: the line broke."""
        return self._checked(self.stream.read(size), size)

    def readline(self, size: int = -1) -> bytes:
        """As `read`."""
        data: bytes = self.stream.readline(size)
        return self._checked(data, len(data) if data.endswith(b"\n") else size)

    def _checked(self, data: bytes, size: int) -> bytes:
        self.left -= len(data)
        if self.left > 0 and (size < 0 or len(data) < size):
            raise BadRequest("cut short")
        return data


def whole(app: App) -> App:
    """A WSGI application that reads whole bodies only."""

    def reading(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        announced = environ.get("CONTENT_LENGTH") or ""
        if announced.isdigit():
            environ["wsgi.input"] = Whole(environ["wsgi.input"], int(announced))
        return app(environ, start_response)

    return reading
