"""What goes round a neck or a wrist, and what closes it."""

from math import cos, pi, sin

from evenhand.demo.drawings.jewellery import circle
from evenhand.demo.drawings.paper import Metal, cast, links, shadow, stone, wire


def clasp_on(x: float, y: float, metal: Metal, turn: float = 0) -> str:
    """A lobster clasp with its ring."""
    body = "M-34 0c0 -22 34 -30 50 -12c8 10 6 26 -8 28c-10 1 -14 -8 -8 -14M-34 0c0 22 34 34 56 18"
    return (
        f'<g transform="translate({x} {y}) rotate({turn})">{wire(body, 11, metal)}'
        f'<circle cx="-46" cy="0" r="12" fill="none" stroke="{metal.deep}" stroke-width="7"/><circle cx="-46" cy="0" r="12" fill="none" stroke="{metal.light}" stroke-width="3"/></g>'
    )


def chain(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """A chain laid down in a loop."""
    path = (
        "M92 236C60 92 214 52 286 104C404 188 428 340 296 390C190 428 102 364 148 280C184 216 300 220 318 292"
    )
    return links(path, metal, 13) + clasp_on(322, 318, metal, 70) + clasp_on(96, 262, metal, 250)


def beads(metal: Metal, tint: str) -> str:
    """Stones on a thread, every fifth of metal."""
    path, shapes = circle(240, 240, 142, 132), ""
    for place in range(26):
        turn = place * 2 * pi / 26
        x, y = 240 + 142 * cos(turn), 240 + 132 * sin(turn)
        shade = metal.body if place % 5 == 0 else tint
        shapes += stone(round(x), round(y), 17, 17 if place % 3 else 15, shade)
    return cast(path, 30) + wire(path, 3, metal) + shapes


def bangle(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """An open bangle, its ends like cut reeds."""
    path = "M204 372A150 138 0 1 1 288 370"
    ends = f'<circle cx="204" cy="372" r="17" fill="url(#m)" stroke="{metal.deep}" stroke-width="2.5"/><circle cx="288" cy="370" r="17" fill="url(#m)" stroke="{metal.deep}" stroke-width="2.5"/>'
    cuts = "".join(
        f'<path d="M{240 + 139 * cos(turn):.0f} {240 + 127 * sin(turn):.0f}L{240 + 161 * cos(turn):.0f} {240 + 149 * sin(turn):.0f}" stroke="{metal.deep}" stroke-width="2.5"/>'
        for turn in (3.5, 4.1, 4.7, 5.3, 5.9)
    )
    return cast(path, 26) + wire(path, 24, metal) + ends + cuts


def bracelet(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    path = "M108 176C150 84 330 84 372 176C402 262 340 356 240 362C140 356 78 262 108 176"
    return links(path, metal, 14) + clasp_on(252, 108, metal)


def anchor(metal: Metal, tint: str) -> str:
    hanger = "M240 366v70M214 384h52M202 410q38 56 76 0"
    return (
        bracelet(metal, tint)
        + cast(hanger, 10)
        + wire(hanger, 11, metal)
        + wire(circle(240, 360, 11), 6, metal)
    )


def name_bar(metal: Metal, tint: str) -> str:
    plate = f'<rect x="146" y="336" width="188" height="44" rx="12" fill="url(#m)" stroke="{metal.deep}" stroke-width="2.5"/>'
    words = f'<text x="240" y="367" font-family="Georgia,serif" font-size="27" letter-spacing="4" fill="{metal.deep}" text-anchor="middle">Noor</text>'
    return bracelet(metal, tint) + shadow(246, 388, 92, 8) + plate + words


def brooch(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """A heron that stands on one leg."""
    body = "M322 96l66 14l-66 10c-26 2 -30 26 -20 54c16 46 -10 92 -64 100c-44 6 -78 26 -108 60c2 -60 30 -110 84 -132c44 -18 54 -40 56 -66c2 -30 26 -46 52 -40z"
    legs = "M238 268v128M238 396l-26 12M238 396l28 10M262 262l-14 62l34 26"
    plumes = f'<path d="M158 298c26 -40 60 -64 104 -76M178 262c24 -24 50 -38 80 -46" fill="none" stroke="{metal.deep}" stroke-width="3" stroke-linecap="round"/>'
    return (
        cast(legs, 8) + wire(legs, 8, metal) + shadow(226, 296, 90, 14)
        + f'<path d="{body}" fill="url(#m)" stroke="{metal.deep}" stroke-width="3" stroke-linejoin="round"/>{plumes}'
        + stone(322, 106, 5, 5, "#2a2622")
    )  # fmt: skip


def clasp(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """A big clasp, two jump rings."""
    rings = "".join(
        cast(circle(x, y, r), 9) + wire(circle(x, y, r), 10, metal)
        for x, y, r in ((148, 356, 36), (330, 348, 28))
    )
    return (
        f'<g transform="translate(20 -20) scale(1.9)">{shadow(128, 158, 50, 8)}{clasp_on(138, 134, metal, -18)}</g>'
        + rings
    )
