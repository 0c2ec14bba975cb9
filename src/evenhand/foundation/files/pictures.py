"""The copy of a picture that pages show: turned upright, of a sensible size, and without what the camera
added.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

SHOWN_KIND = "image/webp"
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2048
FORMATS = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/tiff": "TIFF",
    "image/bmp": "BMP", "image/avif": "AVIF",
}  # fmt: skip

# Pillow only warns between its limit and twice that; we measure ourselves, right after reading the header.
Image.MAX_IMAGE_PIXELS = None


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
    """The copy for pages, or None for a kind that we cannot open (it can only be downloaded)."""
    if kind not in FORMATS:
        return None
    try:
        with Image.open(BytesIO(data), formats=[FORMATS[kind]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels(f"{picture.width} x {picture.height}")
            return _copied(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, EOFError, Image.DecompressionBombError) as trouble:
        raise NotAPicture(kind) from trouble


def _copied(picture: Image.Image) -> Shown:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    # Only the pixels go over: a new image has no EXIF, no place, no comment.
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    out = BytesIO()
    fresh.save(out, "WEBP", quality=82, method=3)
    return Shown(out.getvalue(), fresh.width, fresh.height)
