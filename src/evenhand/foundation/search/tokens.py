"""What a text is found by. The same cut for indexing and for asking, in every language."""

import re
import unicodedata
from collections.abc import Iterator

from evenhand.foundation.search.folding import folded, plain
from evenhand.foundation.search.stems import GUESSED, stem

LONGEST = 64

# `\w` leaves out the vowel signs of Hindi and its kin, and so cuts their words to pieces.
_marks = "".join(
    re.escape(chr(c)) for c in range(0x300, 0x10000) if unicodedata.category(chr(c)) in {"Mn", "Mc"}
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
# Scripts written without spaces, and Hangul, whose endings cling to the word.
_UNSPACED = (
    _HAN + "\u3040-\u30ff\uff66-\uff9f\uac00-\ud7af\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff\u1000-\u109f"
)
_word = re.compile(rf"[\w{_marks}]+(?:[-./_'’][\w{_marks}]+)*")
_run = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_han = re.compile(f"[{_HAN}]")
_joint = re.compile(r"[-./_'’]")


def tokens(text: str, language: str | None = None) -> list[str]:
    """Every token `text` can be found by, in order, repeated as it repeats.

    A word gives itself and its stem; `EH-2026-17` gives itself, its parts, and both run together; text
    without spaces gives each pair of neighbours, and each Chinese sign.
    """
    return [token for word in _words(text) for token in _indexed(word, language) if token]


def asked(text: str, language: str | None = None) -> list[list[str]]:
    """The query as groups: a text fits when it holds at least one token of every group."""
    groups: dict[tuple[str, ...], None] = {}
    for word in _words(text):
        for alternatives in _wanted(word, language):
            groups[tuple(dict.fromkeys(filter(None, alternatives)))] = None
    return [list(group) for group in groups if group]


def words(text: str) -> list[str]:
    """The words of `text` as people would type them, folded, for telling a typing mistake."""
    return [folded(word) for word in _words(text) if word.isalpha() and not _run_is_unspaced(word)]


def _words(text: str) -> Iterator[str]:
    for match in _word.finditer(plain(text)):
        yield from _run.findall(match.group())


def _run_is_unspaced(word: str) -> bool:
    return bool(re.match(f"[{_UNSPACED}]", word))


def _indexed(word: str, language: str | None) -> Iterator[str]:
    if _run_is_unspaced(word):
        yield from _pairs(word)
        yield from _han.findall(folded(word))
        return
    parts = [part for part in _joint.split(word) if part]
    if len(parts) > 1:
        yield folded(word)[:LONGEST]
        yield folded("".join(parts))[:LONGEST]
    for part in parts:
        yield from dict.fromkeys(_forms(part, [language or _by_script(part)]))


def _wanted(word: str, language: str | None) -> Iterator[list[str]]:
    if _run_is_unspaced(word):
        yield from ([pair] for pair in _pairs(word))
        return
    for part in _joint.split(word):
        if part:
            yield _forms(part, [language] if language else GUESSED)


def _forms(word: str, languages: list[str] | tuple[str, ...]) -> list[str]:
    return [folded(form)[:LONGEST] for form in (word, *(stem(word, one) for one in languages))]


def _pairs(run: str) -> list[str]:
    run = folded(run)
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _by_script(word: str) -> str:
    """A stemmer for text whose language nobody named; wrong endings of a wrong guess meet nothing, and harm
    nothing.
    """
    name = unicodedata.name(word[0], "")
    return "ru" if name.startswith("CYRILLIC") else "ar" if name.startswith("ARABIC") else "en"
