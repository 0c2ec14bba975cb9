"""Which way a language is written."""

from typing import Literal

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ku-arab", "ckb"})
_RTL_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo"})


def direction(language: str) -> Literal["ltr", "rtl"]:
    """`"rtl"` for a language (BCP 47 tag) written from right to left, else `"ltr"`."""
    parts = language.lower().replace("_", "-").split("-")
    if len(parts) > 1 and len(parts[1]) == 4:
        return "rtl" if parts[1] in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"
