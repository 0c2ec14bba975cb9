"""What may stand as a product's picture."""

import re

LARGEST_PICTURE = 2_000_000  # bytes
BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
# A drawing may hold shapes, colours and style; nothing that acts or reaches elsewhere.
ACTS = re.compile(
    rb"<\s*(script|foreignobject|iframe|image|use|a\b|set\b|animate)|\son\w+\s*=|<!(doctype|entity)|href\s*=|url\(\s*[^#)\s]|@import",
    re.IGNORECASE,
)


class NotAPicture(ValueError):
    """The bytes are no picture that can be shown to everybody."""


def media_type_of(data: bytes) -> str:
    """What kind of picture these bytes are: PNG, JPEG, WebP or a drawing (SVG) that only draws.

    Raises `NotAPicture` for anything else, for what is too large, and for a drawing that could act.
    """
    if len(data) > LARGEST_PICTURE:
        message = f"larger than {LARGEST_PICTURE} bytes"
        raise NotAPicture(message)
    for beginning, media_type in BEGINNINGS.items():
        if data.startswith(beginning):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"<svg ") and not ACTS.search(data):
        return "image/svg+xml"
    message = "neither PNG, JPEG, WebP nor a plain SVG drawing"
    raise NotAPicture(message)
