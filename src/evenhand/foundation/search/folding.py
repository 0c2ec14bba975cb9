"""Spelling differences that a searcher should not need to know: case, width, accents, Arabic letter forms."""

import unicodedata

# Signs that may be left out when writing. Vowel signs of Thai or Hindi may not, so this is no "strip all
# marks".
_OPTIONAL_MARKS = frozenset(
    chr(point)
    for first, last in ((0x0300, 0x036F), (0x064B, 0x065F), (0x0591, 0x05C7), (0x06D6, 0x06DC))
    for point in range(first, last + 1)
) | {"\u0670", "\u0640", "\u00ad", "\u200c", "\u200d", "\u200e", "\u200f"}

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي"}
)  # fmt: skip


def plain(text: str) -> str:
    """NFKC and small letters: the form words are cut and stemmed in."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def folded(word: str) -> str:
    """`plain` without optional marks: `Größe` -> `grosse`, `crème` -> `creme`, `أُسرة` -> `اسره`."""
    parts = unicodedata.normalize("NFD", word)
    kept = "".join(c for c in parts if c not in _OPTIONAL_MARKS)
    return unicodedata.normalize("NFC", kept).translate(_LETTERS)
