"""In which language a text is written, chosen from those the shop speaks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from threading import Lock

from py3langid.langid import MODEL_FILE, LanguageIdentifier

COMMON = (
    "en",
    "zh",
    "ar",
    "ru",
    "pl",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "ja",
    "ko",
    "nl",
    "sv",
    "tr",
    "th",
    "vi",
)

# Below this many letters a statistical guess is a coin toss ("ok", "danke"); the customer's own setting is
# better.
_ENOUGH_LETTERS = 10
# One sign of these scripts says as much as several Latin letters.
_DENSE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
_WRITTEN_IN = {
    "CJK": {"zh", "ja"},
    "HIRAGANA": {"ja"},
    "KATAKANA": {"ja"},
    "HANGUL": {"ko"},
    "ARABIC": {"ar", "fa", "ur", "ug", "ps"},
    "HEBREW": {"he", "yi"},
    "CYRILLIC": {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn"},
    "GREEK": {"el"},
    "THAI": {"th"},
    "DEVANAGARI": {"hi", "mr", "ne"},
}
_MODEL_NAMES = {"nb": "no", "nn": "no"}
_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|[#\w]*\d[\w-]*")

_lock = Lock()
_loaded: list[LanguageIdentifier] = []


def detect(text: str, among: Sequence[str] = COMMON, default: str = "en") -> str:
    """The language of `text`, one of `among` (BCP 47 tags); `default` when there is too little to tell.

    A script that only one of them uses decides at once, however short the text.
    """
    letters = [c for c in _NOT_PROSE.sub(" ", text[:20_000]) if c.isalpha()]
    script = _main_script(letters)
    candidates = _candidates(script, letters, among)
    if len(candidates) == 1 and script in _WRITTEN_IN:
        return candidates[0]
    if len(letters) < (4 if script in _DENSE else _ENOUGH_LETTERS) or not candidates:
        return default if default in candidates or not candidates else candidates[0]
    return _likeliest(text, candidates) or default


def _main_script(letters: list[str]) -> str:
    scripts = Counter(unicodedata.name(c, "?").split()[0] for c in letters[:2000])
    return scripts.most_common(1)[0][0] if scripts else ""


def _candidates(script: str, letters: list[str], among: Sequence[str]) -> list[str]:
    """The languages of `among` that are written in `script`; Han with kana among it is Japanese, without it
    is not.
    """
    if script in {"CJK", "HIRAGANA", "KATAKANA"}:
        kana = any(unicodedata.name(c, "").startswith(("HIRAGANA", "KATAKANA")) for c in letters)
        wanted = {"ja"} if kana else {"zh"}
        found = [tag for tag in among if _base(tag) in wanted]
        return found or [tag for tag in among if _base(tag) in _WRITTEN_IN["CJK"]]
    if script in _WRITTEN_IN:
        return [tag for tag in among if _base(tag) in _WRITTEN_IN[script]]
    others = set().union(*_WRITTEN_IN.values())
    return [tag for tag in among if _base(tag) not in others]


def _likeliest(text: str, candidates: list[str]) -> str | None:
    names = {_MODEL_NAMES.get(_base(tag), _base(tag)): tag for tag in reversed(candidates)}
    for name, _score in _identifier().rank(text[:20_000]):
        if name in names:
            return names[name]
    return None


def _identifier() -> LanguageIdentifier:
    """The model, read once on first use: it takes half a second and 60 MB that a mere web page need not pay."""
    if not _loaded:
        with _lock:
            if not _loaded:
                _loaded.append(LanguageIdentifier.from_model_file(MODEL_FILE))
    return _loaded[0]


def _base(tag: str) -> str:
    return tag.lower().replace("_", "-").split("-")[0]
