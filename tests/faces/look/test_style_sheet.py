"""One sheet out of many files: complete, kept for ever under its digest, readable in both schemes."""

import re

import pytest

from evenhand.faces.look.sheet import CSS, ORDER, sheet

INKS = ("ink", "ink-soft", "pine", "amber", "clay", "blue")
GROUNDS = ("paper", "sheet")
TINTS = ("pine", "amber", "clay", "blue")


def test_every_css_file_is_in_the_sheet():
    assert {file.stem for file in CSS.glob("*.css")} == set(ORDER)


def test_the_sheet_may_be_kept_for_ever_under_its_own_digest_only(client):
    digest = sheet()[1]
    assert "immutable" in client.get(f"/look/{digest}.css").headers["Cache-Control"]
    assert client.get("/look/0000.css").headers["Cache-Control"] == "no-cache"


def test_fonts_are_our_own():
    addresses = re.findall(r'url\("([^"]+)"\)', sheet()[0])
    assert addresses
    assert all(address.startswith("/static/look/vendor/") for address in addresses)


def test_no_physical_side_is_named_so_that_right_to_left_is_free():
    for file in CSS.glob("*.css"):
        if file.stem == "letter":  # mail programs know no logical properties
            continue
        found = re.findall(
            r"(?:margin|padding|border)-(?:left|right)|[^-]text-align:\s*(?:left|right)", file.read_text()
        )
        assert not found, f"{file.name}: {found}"


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ink_is_readable_on_every_ground(ink, ground, scheme):
    colours = tokens(scheme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("tint", TINTS)
def test_ink_and_its_own_colour_are_readable_on_each_tint(tint, scheme):
    colours, share = tokens(scheme), shares()[tint]
    ground = tuple(share * a + (1 - share) * b for a, b in zip(colours[tint], colours["sheet"], strict=True))
    assert contrast(colours["ink"], ground) >= 7
    assert contrast(colours[tint], ground) >= 4.5


def tokens(scheme: int) -> dict[str, tuple[float, ...]]:
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", (CSS / "tokens.css").read_text())
    return {name: rgb(pair[scheme]) for name, *pair in found}


def shares() -> dict[str, float]:
    found = re.findall(
        r"--(\w+)-tint: color-mix\(in oklab, var\(--\w+\) (\d+)%", (CSS / "tokens.css").read_text()
    )
    return {name: int(share) / 100 for name, share in found}


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG 2.2 contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 3294.6 if c <= 10.31475 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
