"""Rings, earrings, chains and what hangs on them."""

from math import cos, pi, sin

from evenhand.demo.drawings.paper import Metal, cast, links, shadow, stone, wire


def circle(cx: float, cy: float, rx: float, ry: float = 0) -> str:
    ry = ry or rx
    return f"M{cx - rx} {cy}a{rx} {ry} 0 1 1 {2 * rx} 0a{rx} {ry} 0 1 1 {-2 * rx} 0z"


NECK = "M104 40C110 190 160 292 240 300C320 292 370 190 376 40"


def hoops(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """Two hoops, one a little turned, hinge on top."""
    shapes = ""
    for cx, cy, rx in ((166, 250, 92), (330, 250, 62)):
        path = circle(cx, cy, rx, 104)
        shapes += cast(path, 15) + wire(path, 15, metal) + wire(f"M{cx} {cy - 112}v-26", 6, metal)
        shapes += (
            f'<circle cx="{cx}" cy="{cy - 104}" r="9" fill="url(#m)" stroke="{metal.deep}" stroke-width="2"/>'
        )
    return shapes


def studs(metal: Metal, tint: str) -> str:
    """Two small settings with a worn piece of glass each."""
    shapes = ""
    for cx, cy, turn in ((158, 218, -14), (322, 264, 18)):
        body = f'<path d="M{cx} {cy - 62}c42 -4 70 26 66 66c-4 40 -40 62 -76 52c-34 -10 -56 -38 -50 -72c4 -26 26 -44 60 -46z" '
        shapes += (
            f'<g transform="rotate({turn} {cx} {cy})">{shadow(cx + 10, cy + 66, 62, 14)}'
            + body + f'fill="{tint}" stroke="{metal.body}" stroke-width="9"/>'
            + body + f'fill="url(#gem)" stroke="{metal.light}" stroke-width="2.5"/></g>'
        )  # fmt: skip
    return shapes


def birds(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """Two wrens looking at each other."""
    return (
        wren(150, 258, 1.25, metal)
        + f'<g transform="translate(480 0) scale(-1 1)">{wren(150, 258, 1.25, metal)}</g>'
    )


def wren(x: float, y: float, scale: float, metal: Metal) -> str:
    """A small round bird with its tail up."""
    return (
        f'<g transform="translate({x} {y}) scale({scale})">{shadow(4, 52, 48, 8)}'
        f'<path d="M-50 -58l16 4c6 20 14 30 26 34c14 -22 42 -26 54 -8l20 6l-17 8c0 34 -24 56 -54 54c-34 -2 -50 -30 -46 -60c2 -14 2 -26 1 -38z" '
        f'fill="url(#m)" stroke="{metal.deep}" stroke-width="2.5"/>'
        f'<path d="M-34 0c10 20 34 26 52 12M-30 12c12 18 30 20 42 10" fill="none" stroke="{metal.deep}" stroke-width="2.5" stroke-linecap="round"/>'
        f'<circle cx="32" cy="-24" r="4" fill="#2a2622"/></g>'
    )


def drops(metal: Metal, tint: str) -> str:
    """Two hooks with a pearl each."""
    shapes = ""
    for cx, low in ((166, 292), (314, 312)):
        hook = f"M{cx} {low - 40}V{low - 150}c0 -56 52 -56 50 -4c0 22 -10 44 -16 66"
        shapes += cast(hook, 6) + wire(hook, 6, metal) + shadow(cx + 10, low + 46, 36, 10)
        shapes += (
            stone(cx, low, 42, 45, tint)
            + f'<circle cx="{cx}" cy="{low - 44}" r="8" fill="url(#m)" stroke="{metal.deep}"/>'
        )
    return shapes


def cuff(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """A fern bent into an open ring."""
    bow = "M168 352A128 128 0 1 1 352 318"
    leaves = ""
    for place in range(15):
        turn = 2.4 + place * 0.296
        x, y = 246 + 128 * cos(turn), 262 + 128 * sin(turn)
        long = 46 - abs(place - 6) * 3.1
        for side in (0.62, pi - 0.62):
            way = turn + (0 if side < 1 else pi) + (side if side < 1 else -0.62)
            dx, dy = long * cos(way), long * sin(way)
            leaves += (
                f'<path d="M{x:.0f} {y:.0f}q{dx * 0.2 - dy * 0.3:.0f} {dy * 0.2 + dx * 0.3:.0f} {dx:.0f} {dy:.0f}'
                f'q{-dx * 0.2 + dy * 0.3:.0f} {-dy * 0.2 - dx * 0.3:.0f} {-dx:.0f} {-dy:.0f}z" fill="url(#m)" stroke="{metal.deep}" stroke-width="1.6"/>'
            )
    return cast(bow, 40) + leaves + wire(bow, 9, metal)


def band(cx: float, cy: float, rx: float, ry: float, thick: float, metal: Metal) -> str:  # noqa: PLR0917 - the measures of a shape
    """A ring that stands, seen a little from above: inside dark, outside polished."""
    outer, inner = circle(cx, cy, rx, ry), circle(cx, cy - thick * 0.1, rx - thick, ry - thick * 0.72)
    back = circle(cx, cy - thick * 0.62, rx - thick * 0.55, ry - thick * 0.6)
    return (
        f'<path d="{back}" fill="none" stroke="{metal.deep}" stroke-width="{thick * 0.9:.1f}"/>'
        f'<path d="{outer}{inner}" fill-rule="evenodd" fill="url(#m)" stroke="{metal.deep}" stroke-width="2.5"/>'
    )


def ring(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """A band with two waves cut into it."""
    crests = "".join(
        f'<path d="M{" L".join(f"{240 + (130 + r) * cos(t / 40):.1f} {262 + (126 + r) * sin(t / 40) + 4 * sin(t * 0.8 + r):.1f}" for t in range(14, 112))}" '
        f'fill="none" stroke="{metal.deep}" stroke-width="3" stroke-linejoin="round"/>'
        for r in (-5, 5)
    )
    return shadow(246, 404, 140, 16, 0.38) + band(240, 264, 146, 138, 34, metal) + crests


def signet(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    face = "M156 138q84 -40 168 0q18 54 -22 88q-62 34 -124 0q-40 -34 -22 -88z"
    lark = '<path d="M196 196c30 -6 44 -30 62 -44c4 14 2 26 -4 36l36 -4c-14 22 -44 34 -94 12z" fill="none" stroke="#6a4c1d" stroke-width="3.5" stroke-linejoin="round"/>'
    return (
        shadow(246, 408, 128, 16, 0.38) + band(240, 284, 126, 124, 26, metal)
        + f'<path d="{face}" fill="url(#m)" stroke="{metal.deep}" stroke-width="3"/>'
        + f'<path d="M172 148q68 -30 136 0q14 42 -18 66q-50 26 -100 0q-32 -24 -18 -66z" fill="none" stroke="{metal.deep}" stroke-width="2" opacity=".6"/>'
        + lark
    )  # fmt: skip


def stone_ring(metal: Metal, tint: str) -> str:
    claws = "".join(
        f'<path d="M{x} {y}q{dx} 10 {dx * 1.6} 30" fill="none" stroke="{metal.body}" stroke-width="11" stroke-linecap="round"/>'
        for x, y, dx in ((176, 118, 6), (304, 118, -6), (188, 196, 6), (292, 196, -6))
    )
    return (
        shadow(246, 412, 120, 16, 0.38) + band(240, 296, 122, 116, 24, metal)
        + f'<ellipse cx="240" cy="166" rx="78" ry="66" fill="{metal.deep}"/>' + stone(240, 158, 72, 60, tint)
        + '<path d="M196 128q24 -20 56 -18" fill="none" stroke="#fff" stroke-width="7" opacity=".75" stroke-linecap="round"/>' + claws
    )  # fmt: skip


def stack(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """Three thin rings, leaning on one another."""
    shapes = shadow(250, 404, 160, 16, 0.38)
    for cx, cy, rx, turn in ((196, 286, 104, -8), (286, 288, 102, 7), (238, 268, 118, 0)):
        path = circle(cx, cy, rx, rx * 0.98)
        shapes += f'<g transform="rotate({turn} {cx} {cy})">{wire(path, 15, metal)}</g>'
    for turn in range(24):
        x, y = 238 + 118 * cos(turn * pi / 12), 268 + 115.6 * sin(turn * pi / 12)
        shapes += f'<circle cx="{x:.0f}" cy="{y:.0f}" r="9.5" fill="url(#m)" stroke="{metal.deep}" stroke-width="1.4"/>'
    return shapes


def pendant(metal: Metal, tint: str) -> str:
    """A drop-shaped stone on a chain."""
    drop = "M240 306c34 40 58 66 50 98c-14 44 -86 44 -100 0c-8 -32 16 -58 50 -98z"
    return (
        links(NECK, metal) + shadow(248, 434, 50, 10)
        + f'<path d="{drop}" fill="{tint}" stroke="{metal.body}" stroke-width="9"/><path d="{drop}" fill="url(#gem)" stroke="{metal.light}" stroke-width="2"/>'
        + bail(240, 300, metal)
    )  # fmt: skip


def bail(x: float, y: float, metal: Metal) -> str:
    return f'<ellipse cx="{x}" cy="{y}" rx="9" ry="14" fill="none" stroke="{metal.deep}" stroke-width="9"/><ellipse cx="{x}" cy="{y}" rx="9" ry="14" fill="none" stroke="{metal.light}" stroke-width="4"/>'


def bird(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    """A bird in flight on a chain."""
    flight = "M132 330c44 -34 76 -22 104 2c14 -44 52 -68 108 -60c-30 14 -40 36 -48 62c-8 26 -30 42 -60 42l-46 34l8 -44c-22 -2 -44 -16 -66 -36z"
    feathers = f'<path d="M256 328c18 -22 40 -36 64 -42M262 346c16 -14 30 -22 44 -28M166 328c20 4 36 12 50 24" fill="none" stroke="{metal.deep}" stroke-width="3" stroke-linecap="round"/>'
    return (
        links(NECK, metal, 8) + shadow(250, 404, 90, 10)
        + f'<path d="{flight}" fill="url(#m)" stroke="{metal.deep}" stroke-width="2.5" stroke-linejoin="round"/>{feathers}' + bail(240, 312, metal)
    )  # fmt: skip


def disc(metal: Metal, tint: str) -> str:  # noqa: ARG001 - one signature for all drawings
    return (
        links(NECK, metal, 8) + shadow(248, 424, 58, 12)
        + f'<circle cx="240" cy="368" r="58" fill="url(#m)" stroke="{metal.deep}" stroke-width="3"/>'
        + f'<text x="240" y="392" font-family="Georgia,serif" font-size="72" fill="{metal.deep}" text-anchor="middle">A</text>' + bail(240, 304, metal)
    )  # fmt: skip
