"""What every drawing stands on, and the few strokes that all of them share."""

from dataclasses import dataclass

SIDE = 480


@dataclass(frozen=True)
class Metal:
    """Three tones of one metal: where light falls, the body, where it turns away."""

    light: str
    body: str
    deep: str


METALS = {
    "silver": Metal("#fbfcfd", "#b4bcc5", "#6d7782"),
    "gold": Metal("#fff0bf", "#d8a744", "#8f6420"),
    "rose": Metal("#ffe3d6", "#d39577", "#8c5039"),
    "pale gold": Metal("#fbeec6", "#cdaa62", "#83652e"),
}
STYLE = """.ground{fill:#f3f0e9}.table{fill:#e7e2d7}.arch{opacity:.16}
@media (prefers-color-scheme:dark){.ground{fill:#2b313a}.table{fill:#222831}.arch{opacity:.28}}"""


def sheet(shapes: str, *, metal: Metal, tint: str, laid: bool) -> bytes:
    """A whole drawing. `laid`: seen from above on a cloth; else standing on a table."""
    ramp = "".join(
        f'<stop offset="{at}" stop-color="{tone}"/>'
        for at, tone in (
            (0, metal.light),
            (0.35, metal.body),
            (0.6, metal.light),
            (0.78, metal.body),
            (1, metal.deep),
        )
    )
    table = "" if laid else '<path class="table" d="M0 372H480V480H0z"/>'
    back = (
        f'<circle class="arch" cx="240" cy="240" r="196" fill="{tint}"/>'
        if laid
        else f'<path class="arch" d="M88 372V226a152 152 0 0 1 304 0V372z" fill="{tint}"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f"<style>{STYLE}</style><defs>"
        f'<linearGradient id="m" x1="0" y1="0" x2="1" y2="1">{ramp}</linearGradient>'
        '<linearGradient id="round" x1="0" x2="1" y1="0" y2="0"><stop offset="0" stop-color="#000" stop-opacity=".2"/>'
        '<stop offset=".22" stop-color="#fff" stop-opacity=".35"/><stop offset=".45" stop-color="#fff" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#000" stop-opacity=".28"/></linearGradient>'
        '<radialGradient id="gem" cx=".34" cy=".28" r=".85"><stop offset="0" stop-color="#fff" stop-opacity=".85"/>'
        '<stop offset=".35" stop-color="#fff" stop-opacity=".12"/><stop offset="1" stop-color="#000" stop-opacity=".42"/></radialGradient>'
        '<filter id="soft" x="-30%" y="-60%" width="160%" height="220%"><feGaussianBlur stdDeviation="9"/></filter></defs>'
        f'<path class="ground" d="M0 0H480V480H0z"/>{back}{table}{shapes}</svg>'
    ).encode()


def shadow(cx: float, cy: float, rx: float, ry: float, strength: float = 0.3) -> str:
    return f'<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="#1b1712" opacity="{strength}" filter="url(#soft)"/>'


def cast(path: str, width: float) -> str:
    """The shadow of a wire that lies on a cloth."""
    return (
        f'<path d="{path}" fill="none" stroke="#1b1712" stroke-width="{width}" opacity=".24" stroke-linecap="round" '
        'transform="translate(7 11)" filter="url(#soft)"/>'
    )


def wire(path: str, width: float, metal: Metal) -> str:
    """A round wire or band along a path: dark edge, body, a thread of light."""
    common = f'd="{path}" fill="none" stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<path {common} stroke="{metal.deep}" stroke-width="{width}"/>'
        f'<path {common} stroke="{metal.body}" stroke-width="{width * 0.72:.1f}"/>'
        f'<path {common} stroke="{metal.light}" stroke-width="{width * 0.26:.1f}" '
        f'transform="translate({-width * 0.12:.1f} {-width * 0.14:.1f})"/>'
    )


def links(path: str, metal: Metal, size: float = 9) -> str:
    """A chain along a path: long links seen flat, short ones seen on edge, taking turns."""
    common = f'd="{path}" fill="none" stroke-linecap="round"'
    step = f"{size * 0.9:.1f} {size * 1.1:.1f}"
    return (
        cast(path, size * 0.8)
        + f'<path {common} stroke="{metal.deep}" stroke-width="{size * 0.34:.1f}"/>'
        + f'<path {common} stroke="{metal.deep}" stroke-width="{size:.1f}" stroke-dasharray="{step}"/>'
        + f'<path {common} stroke="{metal.body}" stroke-width="{size * 0.74:.1f}" stroke-dasharray="{step}"/>'
        + f'<path {common} stroke="{metal.light}" stroke-width="{size * 0.24:.1f}" stroke-dasharray="{step}"/>'
    )


def stone(cx: float, cy: float, rx: float, ry: float, tint: str) -> str:
    """A smooth stone, a pearl, a bead."""
    return (
        f'<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="{tint}"/>'
        f'<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="url(#gem)"/>'
    )


def label(x: float, y: float, width: float, height: float, words: tuple[str, ...], tint: str) -> str:  # noqa: PLR0917 - the measures of a shape
    """A paper label: a coloured band, the product's words, a rule; as small shops print them."""
    middle = x + width / 2
    first = y + height * 0.58 - (len(words) - 1) * 11
    lines = "".join(
        f'<text x="{middle}" y="{first + place * 23:.0f}" font-family="Georgia,serif" font-size="19" fill="#2a2a26" '
        f'text-anchor="middle">{word}</text>'
        for place, word in enumerate(words)
    )
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="3" fill="#fbf8f0"/>'
        f'<rect x="{x}" y="{y}" width="{width}" height="{height * 0.16:.0f}" rx="3" fill="{tint}"/>{lines}'
        f'<path d="M{middle - 22} {y + height * 0.9:.0f}h44" stroke="#2a2a26" stroke-width="1.5"/>'
    )
