"""The copy of a picture that pages show: turned upright, of a sensible size, and without what the camera
added.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps, UnidentifiedImageError

SHOWN_KIND = "image/webp"
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2048
IN_HOUSE = 13_000_000  # pixels, 40 MB: what is left of a telephone's photo at half its size
SECONDS, MEMORY = 20, 1024**3  # what a child may use
FORMATS = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/tiff": "TIFF",
    "image/bmp": "BMP", "image/avif": "AVIF",
}  # fmt: skip

# Pillow only warns between its limit and twice that; we measure ourselves, right after reading the header.
Image.MAX_IMAGE_PIXELS = None
_one_at_a_time = Lock()


class NotAPicture(ValueError):
    """The bytes claim to be a picture and are none, or are cut short."""


class TooManyPixels(ValueError):
    """A small file that would unfold into a picture that fills the memory."""


@dataclass(frozen=True)
class Shown:
    """`data` is WEBP; `width` and `height` are those of the copy."""

    data: bytes
    width: int
    height: int


def shown_copy(data: bytes, kind: str) -> Shown | None:
    """The copy for pages, or None for a kind that we cannot open (it can only be downloaded).

    A picture that unfolds to more than a telephone's screen does so in a child process, one at a time: its memory is
    given back at once, and what it does to its reader it does to the child.

    Raises:
        NotAPicture, TooManyPixels
    """
    if kind not in FORMATS:
        return None
    if pixels_of(data, kind) > IN_HOUSE:
        with _one_at_a_time:
            return _copied_elsewhere(data, kind)
    return copied(data, kind)


def pixels_of(data: bytes, kind: str) -> int:
    """How many pixels would be unfolded, by the header alone.

    Raises:
        NotAPicture, TooManyPixels
    """
    with _opened(data, kind) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise TooManyPixels(f"{picture.width} x {picture.height}")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        return picture.width * picture.height


def copied(data: bytes, kind: str) -> Shown:
    """The copy, made in this process.

    Raises:
        NotAPicture
    """
    with _opened(data, kind) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # before turning: only small pictures are held twice
        upright = ImageOps.exif_transpose(picture)
        plain = upright.convert(
            "RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB"
        )
        # Only the pixels go over: a new image has no EXIF, no place, no comment.
        fresh = Image.new(plain.mode, plain.size)
        fresh.paste(plain)
        out = BytesIO()
        fresh.save(out, "WEBP", quality=82, method=3)
        return Shown(out.getvalue(), fresh.width, fresh.height)


@contextmanager
def _opened(data: bytes, kind: str) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(data), formats=[FORMATS[kind]]) as picture:
            yield picture
    except (UnidentifiedImageError, OSError, SyntaxError, EOFError, Image.DecompressionBombError) as trouble:
        raise NotAPicture(kind) from trouble


def _copied_elsewhere(data: bytes, kind: str) -> Shown:
    words = [sys.executable, "-m", "evenhand.foundation.files.child", kind, str(SECONDS), str(MEMORY)]
    try:
        done = subprocess.run(words, input=data, capture_output=True, timeout=SECONDS + 5, check=True)
        size, _, copy = done.stdout.partition(b"\n")
        width, height = (int(side) for side in size.split())
    except (subprocess.SubprocessError, ValueError) as trouble:
        raise NotAPicture(f"{kind}: not unfolded in {SECONDS} s and {MEMORY >> 20} MB") from trouble
    return Shown(copy, width, height)
