"""Bottles, jars, bars and brushes, and the things beside them."""

from evenhand.demo.drawings.paper import Metal, label, shadow

CREAM, GLASS = "#f2ecdf", "#8a5a2b"


def box(x: float, y: float, width: float, height: float, round_by: float, fill: str) -> str:  # noqa: PLR0917 - the measures of a shape
    """A body with light from the left."""
    common = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{round_by}"'
    return f'<rect {common} fill="{fill}"/><rect {common} fill="url(#round)"/>'


def tube(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    body = "M164 74h152l-16 268q-60 14 -120 0z"
    ridges = "".join(
        f'<path d="M{x} 76v18" stroke="#000" stroke-opacity=".18" stroke-width="2"/>'
        for x in range(172, 312, 9)
    )
    return (
        shadow(250, 414, 96, 14) + box(194, 336, 92, 76, 10, tint)
        + f'<path d="{body}" fill="{CREAM}"/><path d="{body}" fill="url(#round)"/><path d="M160 62h160v36h-160z" fill="{CREAM}"/>{ridges}'
        + label(184, 150, 112, 140, words, tint)
    )  # fmt: skip


def bottle(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    pump = '<path d="M232 128V84h-58q-8 0 -8 10v10" fill="none" stroke="#2f332f" stroke-width="15" stroke-linejoin="round"/><rect x="204" y="120" width="72" height="34" rx="7" fill="#2f332f"/>'
    return (
        shadow(250, 416, 108, 14) + pump.replace("M232", "M240")
        + f'<path d="M158 206q0 -52 52 -56h60q52 4 52 56v190q0 18 -18 18h-128q-18 0 -18 -18z" fill="{GLASS}"/>'
        + '<path d="M158 206q0 -52 52 -56h60q52 4 52 56v190q0 18 -18 18h-128q-18 0 -18 -18z" fill="url(#round)"/>'
        + label(176, 222, 128, 150, words, tint)
    )  # fmt: skip


def bar(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    """A bar of soap, half out of its paper."""
    flecks = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="#5d4a22" opacity=".35"/>'
        for x, y, r in (
            (150, 262, 4),
            (176, 300, 3),
            (140, 330, 5),
            (198, 270, 3),
            (186, 346, 4),
            (160, 366, 3),
        )
    )
    return (
        shadow(248, 410, 150, 16)
        + f'<path d="M98 258l34 -36h252l-24 36z" fill="{tint}"/><path d="M98 258l34 -36h252l-24 36z" fill="#fff" opacity=".4"/>'
        + box(98, 256, 264, 150, 18, tint) + flecks
        + '<path d="M360 258l24 -36v134q0 20 -24 40z" fill="#000" opacity=".2"/>'
        + f'<path d="M214 256l30 -36h98l-26 36v150h-102z" fill="{CREAM}"/><path d="M214 256h102v150h-102z" fill="#fff" opacity=".3"/>'
        + label(218, 270, 94, 122, words, tint)
    )  # fmt: skip


def dropper(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    return (
        shadow(248, 416, 92, 14)
        + '<path d="M218 116V74q0 -30 22 -30t22 30v42z" fill="#33302c"/>' + box(206, 112, 68, 56, 6, "#c9a765")
        + f'<path d="M172 236q0 -44 46 -50v-20h44v20q46 6 46 50v162q0 16 -16 16h-104q-16 0 -16 -16z" fill="{GLASS}"/>'
        + '<path d="M172 236q0 -44 46 -50v-20h44v20q46 6 46 50v162q0 16 -16 16h-104q-16 0 -16 -16z" fill="url(#round)"/>'
        + label(184, 252, 112, 128, words, tint)
    )  # fmt: skip


def jar(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    ridges = "".join(
        f'<path d="M{x} 172v48" stroke="#000" stroke-opacity=".14" stroke-width="3"/>'
        for x in range(138, 350, 14)
    )
    return (
        shadow(248, 414, 140, 16) + box(126, 214, 228, 198, 34, CREAM) + box(116, 164, 248, 62, 12, "#b98d5a") + ridges
        + label(160, 252, 160, 128, words, tint)
    )  # fmt: skip


def tin(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    """A flat round tin, its lid leaning on it."""
    return (
        shadow(232, 404, 160, 16)
        + '<path d="M76 338v36q0 36 128 36t128 -36v-36z" fill="#b9bfc4"/><path d="M76 338v36q0 36 128 36t128 -36v-36z" fill="url(#round)"/>'
        + '<ellipse cx="204" cy="338" rx="128" ry="36" fill="#d9dde0"/>'
        + f'<ellipse cx="204" cy="340" rx="114" ry="29" fill="{tint}"/><ellipse cx="184" cy="334" rx="60" ry="11" fill="#fff" opacity=".35"/>'
        + '<g transform="rotate(16 300 230)"><ellipse cx="308" cy="238" rx="116" ry="122" fill="#8f979d"/>'
        + f'<ellipse cx="298" cy="236" rx="116" ry="122" fill="#d9dde0"/><ellipse cx="298" cy="236" rx="100" ry="106" fill="#fbf8f0"/><path d="M203 204a100 106 0 0 1 190 0z" fill="{tint}"/>'
        + "".join(
            f'<text x="298" y="{248 + place * 30}" font-family="Georgia,serif" font-size="26" fill="#2a2a26" text-anchor="middle">{word}</text>'
            for place, word in enumerate(words)
        )
        + "</g>"
    )  # fmt: skip


def scent(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    return (
        shadow(248, 416, 120, 14) + box(194, 78, 92, 78, 8, "#6b4a2e") + box(214, 152, 52, 26, 4, "#c9a765")
        + '<rect x="130" y="174" width="220" height="240" rx="22" fill="#dfe4e2" opacity=".9"/>'
        + f'<path d="M146 236h188v146q0 16 -16 16h-156q-16 0 -16 -16z" fill="{tint}" opacity=".75"/>'
        + '<rect x="130" y="174" width="220" height="240" rx="22" fill="url(#round)"/><path d="M150 196v186" stroke="#fff" stroke-width="7" opacity=".6" stroke-linecap="round"/>'
        + label(178, 264, 124, 104, words, tint)
    )  # fmt: skip


def brush(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    """A toothbrush of wood, laid down."""
    tufts = "".join(
        f'<rect x="{x}" y="164" width="17" height="52" rx="5" fill="#f4efe3"/><rect x="{x}" y="164" width="17" height="52" rx="5" fill="url(#round)" opacity=".5"/>'
        for x in range(58, 160, 19)
    )
    handle = "M52 232q0 -20 20 -20h96q26 0 48 14q40 20 96 12h104q28 2 28 22t-28 22h-104q-70 2 -112 -8q-20 -8 -40 -8h-88q-20 0 -20 -20z"
    grain = '<path d="M210 246q60 22 120 14h78M80 228h80" fill="none" stroke="#7b5a33" stroke-width="2" opacity=".6"/>'
    return (
        f'<g transform="rotate(-24 240 240)">{shadow(250, 292, 200, 12)}{tufts}<path d="{handle}" fill="#cfa873"/>'
        f'<path d="{handle}" fill="#fff" opacity=".12"/>{grain}<circle cx="420" cy="260" r="6" fill="#7b5a33"/></g>'
    )


def case(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    return (
        shadow(248, 414, 160, 16) + box(84, 196, 312, 216, 34, tint)
        + f'<path d="M84 286h312" stroke="{metal.deep}" stroke-width="9" stroke-dasharray="7 4"/><path d="M84 286h312" stroke="{metal.light}" stroke-width="3"/>'
        + f'<rect x="356" y="276" width="18" height="46" rx="8" fill="url(#m)" stroke="{metal.deep}"/>'
        + '<rect x="98" y="210" width="284" height="188" rx="24" fill="none" stroke="#fff" stroke-opacity=".45" stroke-width="2.5" stroke-dasharray="9 6"/>'
    )  # fmt: skip


def cloth(metal: Metal, tint: str, words: tuple[str, ...]) -> str:  # noqa: ARG001 - one signature for all drawings
    """A square cloth with a scalloped edge, one corner folded over."""
    edge = "q14 -12 28 0" * 10
    return (
        shadow(246, 398, 150, 16)
        + f'<path d="M100 112{edge}V380H100z" fill="{tint}"/><path d="M120 136h240v222H120z" fill="none" stroke="#fff" stroke-opacity=".55" stroke-width="3" stroke-dasharray="10 7"/>'
        + f'<path d="M380 380V236q-70 26 -144 144z" fill="#fff" opacity=".35"/><path d="M236 380q22 -92 144 -144q-66 20 -118 46q-40 30 -26 98z" fill="{tint}"/><path d="M236 380q22 -92 144 -144q-66 20 -118 46q-40 30 -26 98z" fill="#000" opacity=".16"/>'
    )  # fmt: skip
