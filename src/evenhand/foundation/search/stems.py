"""Words of one stem meet: Snowball, by language."""

from functools import lru_cache
from threading import local

import snowballstemmer

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_KNOWN = frozenset(snowballstemmer.algorithms())

# Tried on a query whose language nobody named; staff search in whatever language the customer wrote.
GUESSED = ("en", "de", "fr", "es", "it", "pt", "pl", "ru", "ar")

_mine = local()


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a word in small letters; the word itself where the language has no stemmer."""
    algorithm = _ALGORITHMS.get(language.lower().replace("_", "-").split("-")[0], "")
    if algorithm not in _KNOWN or not word.isalpha():
        return word
    return str(_stemmer(algorithm).stemWord(word))


def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    """One stemmer per thread: they keep state while they work."""
    stemmers = _mine.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return stemmers[algorithm]
