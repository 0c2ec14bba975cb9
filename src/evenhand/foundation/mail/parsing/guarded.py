"""Parsing with a budget: ordinary mail here, big or suspicious mail in a child process that can be killed."""

import subprocess
import sys

from evenhand.foundation.mail.parsing.parse import parse
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from evenhand.foundation.mail.parsing.portable import load

SECONDS = 20
MEMORY = 2 * 1024**3
BIG = 4 * 1024 * 1024
MANY_PARTS = 200
LONG_HEADER = 256 * 1024


class TooHard(Exception):
    """The mail could not be read within its budget of time and memory. Its raw bytes are kept."""


def parse_guarded(raw: bytes, *, seconds: int = SECONDS) -> ParsedMail:
    """What a mail says.

    Raises:
        TooHard: the child ran out of time or memory, or died.
    """
    return _in_child(raw, seconds) if is_suspicious(raw) else parse(raw)


def is_suspicious(raw: bytes) -> bool:
    """Big, of very many parts, or with a header longer than any program writes."""
    if len(raw) > BIG or raw.lower().count(b"content-type") > MANY_PARTS:
        return True
    return len(raw) > LONG_HEADER and not 0 <= _header_length(raw) <= LONG_HEADER


def _header_length(raw: bytes) -> int:
    ends = [
        end for end in (raw.find(b"\n\n", 0, LONG_HEADER), raw.find(b"\r\n\r\n", 0, LONG_HEADER)) if end >= 0
    ]
    return min(ends, default=-1)


def _in_child(raw: bytes, seconds: int) -> ParsedMail:
    words = [sys.executable, "-m", "evenhand.foundation.mail.parsing.child", str(seconds), str(MEMORY)]
    try:
        done = subprocess.run(words, input=raw, capture_output=True, timeout=seconds + 5, check=True)
        return load(done.stdout)
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError) as trouble:
        message = f"{len(raw)} bytes could not be read in {seconds} s and {MEMORY >> 20} MB ({type(trouble).__name__})"
        raise TooHard(message) from trouble
