"""What was made to look like ours: foreign letters that look Latin, digits for letters, one sign changed, our name in front."""

import unicodedata

from rapidfuzz.distance import DamerauLevenshtein

# The look-alikes that attackers use in host names (Unicode TR 39, the part that looks Latin).
CONFUSABLE = str.maketrans(
    {
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ј": "j", "ѕ": "s", "һ": "h",
        "ԁ": "d", "ӏ": "l", "к": "k", "м": "m", "н": "h", "т": "t", "в": "b", "ո": "n", "α": "a", "ο": "o", "ρ": "p",
        "ν": "v", "ι": "i", "κ": "k", "τ": "t", "υ": "u", "ı": "i", "ɩ": "i", "ɡ": "g", "ⅼ": "l", "0": "o", "1": "l",
        "5": "s", "3": "e", "|": "l", "-": "", "_": "", ".": "",
    }
)  # fmt: skip


def skeleton(text: str) -> str:
    """What the eye sees: accents off, look-alikes as the letters they imitate, separators gone."""
    plain = "".join(
        one for one in unicodedata.normalize("NFKD", decoded(text)) if not unicodedata.combining(one)
    )
    return plain.casefold().translate(CONFUSABLE).replace("rn", "m").replace("vv", "w")


def decoded(text: str) -> str:
    """Host names written as xn--, as people see them."""
    labels = []
    for label in text.split("."):
        try:
            labels.append(label.encode().decode("idna") if label.startswith("xn--") else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def looks_like(spelling: str, ours: str) -> bool:
    """Whether a spelling that is not ours could be taken for it."""
    seen, real = skeleton(spelling), skeleton(ours)
    if not real or spelling == ours:
        return False
    close = DamerauLevenshtein.distance(seen, real, score_cutoff=2) <= (2 if len(real) > 8 else 1)
    return close or (len(real) > 8 and real in seen)
