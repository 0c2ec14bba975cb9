"""Header values become text: RFC 2047 encoded words, raw 8-bit, and what senders make of both."""

import base64
import binascii
import re

from evenhand.foundation.mail.parsing.charsets import clean, decode

# Lenient on purpose: spaces and line breaks inside a word are forbidden and common.
_WORD = re.compile(rb"=\?([!-~]{1,60}?)(?:\*[\w-]{0,20})?\?([BbQq])\?(.{0,4000}?)\?=", re.DOTALL)
_FOLDS = re.compile(r"\s+")


def text_of(value: bytes) -> str:
    """The value as text with encoded words opened, white space as it stood."""
    pieces: list[str] = []
    held: list[tuple[str, bytes]] = []  # words in a row: a character may be cut between two of them
    position = 0
    for word in _WORD.finditer(value):
        between = value[position : word.start()]
        if between.strip() or not held:
            pieces.append(_spoken(held))
            held = []
            pieces.append(decode(between))
        held.append((word[1].decode("ascii"), _opened(word[2], word[3])))
        position = word.end()
    pieces.append(_spoken(held))
    pieces.append(decode(value[position:]))
    return clean("".join(pieces))


def line_of(value: bytes) -> str:
    """The value as one line: folds and runs of white space become one space."""
    return _FOLDS.sub(" ", text_of(value)).strip()


def _spoken(words: list[tuple[str, bytes]]) -> str:
    """Neighbouring words with one charset are decoded together."""
    text = ""
    while words:
        label = words[0][0].lower()
        run = next((at for at, word in enumerate(words) if word[0].lower() != label), len(words))
        data = b"".join(data for _, data in words[:run])
        text += decode(data, label)
        words = words[run:]
    return text


def _opened(encoding: bytes, data: bytes) -> bytes:
    if encoding in b"Qq":
        data = re.sub(rb"\r?\n", b"", data).replace(b"_", b" ")
        return re.sub(rb"=([0-9A-Fa-f]{2})", lambda found: bytes((int(found[1], 16),)), data)
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return base64.b64decode(data[:-1] + b"=" * (-(len(data) - 1) % 4))
