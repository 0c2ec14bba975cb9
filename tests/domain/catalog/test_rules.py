"""What may stand as a product's picture, to the byte."""

import pytest

from evenhand.domain.catalog.rules import LARGEST_PICTURE, NotAPicture, media_type_of

PNG, JPEG, WEBP = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x10\x00\x00\x00WEBPVP8 "
DRAWING = b'<svg viewBox="0 0 9 9"><circle r="3" fill="url(#gem)"/></svg>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (WEBP, "image/webp"),
        (WEBP[:12], "image/webp"),
        (DRAWING, "image/svg+xml"),
    ],
)
def test_each_kind_is_known_by_its_first_bytes(data: bytes, kind: str) -> None:
    assert media_type_of(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"", PNG[:7], PNG[1:], JPEG[:2], b"x" + JPEG, b"RIFF\x10\x00\x00\x00WAVE", b"RIFX\x10\x00\x00\x00WEBP", b"RIFFWEBP", WEBP[1:], b"riff\x10\x00\x00\x00WEBP",
        b"RIFF\x10\x00\x00\x00webp", b"<svg>", b"<SVG viewBox=''></SVG>", b" " + DRAWING, b"<?xml version='1.0'?>" + DRAWING, b"<!-- x -->" + DRAWING,
    ],
)  # fmt: skip
def test_what_only_begins_alike_is_none(data: bytes) -> None:
    with pytest.raises(NotAPicture, match="neither PNG, JPEG, WebP nor a plain SVG drawing"):
        media_type_of(data)


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>1</script>", b"< script>", b"<SCRIPT>", b"<foreignObject/>", b"<iframe/>", b"<image/>", b"<use/>", b"<a >", b"<set />", b"<animate/>",
        b"<g onload='x()'/>", b"<g\nONclick = 'x()'/>", b"<g href='#a'/>", b"<g xlink:href='#a'/>", b"<style>@import 'x'</style>",
        b"<g fill='url(//x)'/>", b"<g fill='url( http://x)'/>", b"<!DOCTYPE svg>", b"<!ENTITY x 'y'>",
    ],
)  # fmt: skip
def test_a_drawing_that_acts_or_reaches_elsewhere_is_none(inside: bytes) -> None:
    with pytest.raises(NotAPicture):
        media_type_of(b'<svg viewBox="0 0 9 9">' + inside + b"</svg>")


def test_the_largest_is_taken_and_a_byte_more_is_told() -> None:
    assert media_type_of(PNG.ljust(LARGEST_PICTURE, b"\0")) == "image/png"
    with pytest.raises(NotAPicture, match="larger than 2000000 bytes"):
        media_type_of(PNG.ljust(LARGEST_PICTURE + 1, b"\0"))
