"""One drawing per product of the demo's file: by its `draw`, its material and its `tint`."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from evenhand.demo.drawings import care, chains, jewellery
from evenhand.demo.drawings.paper import METALS, Metal, sheet

PLATED = {"silver": "silver", "vermeil": "gold", "gold9": "pale gold", "brass": "gold", "steel": "gold"}
WORN: dict[str, Callable[[Metal, str], str]] = {
    "hoops": jewellery.hoops, "studs": jewellery.studs, "wrens": jewellery.birds, "drops": jewellery.drops,
    "cuff": jewellery.cuff, "ring": jewellery.ring, "signet": jewellery.signet, "stone-ring": jewellery.stone_ring,
    "stack": jewellery.stack, "pendant": jewellery.pendant, "bird": jewellery.bird, "disc": jewellery.disc,
    "chain": chains.chain, "beads": chains.beads, "bangle": chains.bangle, "bracelet": chains.bracelet,
    "anchor": chains.anchor, "name-bar": chains.name_bar, "brooch": chains.brooch, "clasp": chains.clasp,
}  # fmt: skip
USED: dict[str, Callable[[Metal, str, tuple[str, ...]], str]] = {
    "tube": care.tube, "bottle": care.bottle, "bar": care.bar, "dropper": care.dropper, "jar": care.jar,
    "tin": care.tin, "scent": care.scent, "brush": care.brush, "case": care.case, "cloth": care.cloth,
}  # fmt: skip
STANDING = ("ring", "signet", "stone-ring", "stack", *USED)
LAID = ("brush",)


def drawing_of(product: Mapping[str, Any]) -> bytes:
    """The SVG of a product of `data/products.toml`."""
    kind, tint = product["draw"], product["tint"]
    metal = METALS[next((PLATED[one] for one in product["materials"] if one in PLATED), "silver")]
    shapes = WORN[kind](metal, tint) if kind in WORN else USED[kind](metal, tint, words_on(product))
    return sheet(shapes, metal=metal, tint=tint, laid=kind not in STANDING or kind in LAID)


def words_on(product: Mapping[str, Any]) -> tuple[str, ...]:
    """What the label says: the name on at most three short lines."""
    lines: list[str] = []
    for part in product["names"]["en"].split(", "):
        lines.append("")
        for word in part.split():
            if lines[-1] and len(lines[-1]) + len(word) > 11:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(escape(line) for line in lines[:3])
