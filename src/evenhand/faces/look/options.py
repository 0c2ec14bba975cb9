"""What makes one variant of a product different from the next, in the reader's words: `size 54`, `colour rose gold`."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

# Names and choices of the trade; what a shop calls otherwise is shown as it is written.
NAMES = {
    "bristles": _("bristles"),
    "colour": _("colour"),
    "diameter": _("diameter"),
    "length": _("length"),
    "metal": _("metal"),
    "pieces": _("pieces"),
    "scent": _("scent"),
    "size": _("size"),
    "volume": _("volume"),
    "weight": _("weight"),
}
CHOICES = {
    "black": _("black"),
    "blue": _("blue"),
    "gold": _("gold"),
    "green": _("green"),
    "grey": _("grey"),
    "medium": _("medium"),
    "peach": _("peach"),
    "pine": _("pine"),
    "red": _("red"),
    "rose gold": _("rose gold"),
    "silver": _("silver"),
    "soft": _("soft"),
    "white": _("white"),
    "yellow gold": _("yellow gold"),
}


def option_words(options: Mapping[str, Any]) -> str:
    """`size 54, colour rose gold`; nothing where a product comes in one kind only."""
    return ", ".join(
        f"{NAMES.get(name, name)} {CHOICES.get(str(choice), choice)}" for name, choice in options.items()
    )
