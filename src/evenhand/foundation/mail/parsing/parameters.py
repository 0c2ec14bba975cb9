"""Content-Type and Content-Disposition: the value, and its parameters in every spelling seen (RFC 2045, 2231, 2047, raw)."""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from evenhand.foundation.mail.parsing import limits
from evenhand.foundation.mail.parsing.charsets import decode
from evenhand.foundation.mail.parsing.words import line_of, text_of

_TYPE = re.compile(rb"\s*\"?([\w.+-]{1,80})\s*/\s*([\w.+-]{1,120})")
_NAME = re.compile(rb"[\s;]*([^\s=;\"]{1,80})\s*=\s*")
_QUOTED = re.compile(rb'"((?:[^"\\]|\\.)*)"?', re.DOTALL)
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*)?")


def media_type(value: bytes) -> str:
    """ "text/plain", or nothing when the field does not say one."""
    found = _TYPE.match(value)
    return (found[1] + b"/" + found[2]).decode("ascii", "ignore").lower() if found else ""


def disposition(value: bytes) -> str:
    """ "attachment", "inline", or nothing."""
    word = re.match(rb"\s*\"?([a-zA-Z-]+)", value)
    return word[1].decode("ascii").lower() if word else ""


def parameters(value: bytes) -> dict[str, str]:
    """Parameters by lower-case name, decoded; continued ones (`name*0*=`) are put together."""
    plain: dict[str, str] = {}
    parts: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for raw_name, raw in _pairs(value):
        section = _SECTION.fullmatch(raw_name)
        if section is None:
            continue
        name, number, coded = section[1], section[2], section[3] is not None
        if number is None and not coded:
            plain.setdefault(name, line_of(raw) if name in ("name", "filename") else text_of(raw).strip())
        else:
            parts.setdefault(name, {}).setdefault(int(number or 0), (raw, coded))
    for name, pieces in parts.items():
        plain[name] = _continued(pieces)
    return plain


def _pairs(value: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and raw value of each parameter; the words before the first `;` are skipped."""
    position = re.match(rb"[^;=]*(?:;|$)", value)
    at = position.end() if position else 0
    for _ in range(limits.PARAMETERS):
        name = _NAME.match(value, at)
        if name is None:
            following = value.find(b";", at + 1)
            if following < 0:
                return
            at = following
            continue
        quoted = _QUOTED.match(value, name.end())
        if quoted:
            raw, at = re.sub(rb"\\([\"\\])", rb"\1", quoted[1]), quoted.end()
        else:
            end = value.find(b";", name.end())
            end = len(value) if end < 0 else end
            raw, at = value[name.end() : end].strip(), end
        yield name[1].decode("ascii", "ignore").lower(), raw


def _continued(pieces: dict[int, tuple[bytes, bool]]) -> str:
    """RFC 2231: the first piece may name the charset, coded pieces carry %XX."""
    label = ""
    data = b""
    for number in sorted(pieces):
        raw, coded = pieces[number]
        if number == 0 and coded and raw.count(b"'") >= 2:
            named, _, raw = raw.split(b"'", 2)
            label = named.decode("ascii", "ignore")
        data += unquote_to_bytes(raw) if coded else raw
    return decode(data, label) if label else line_of(data)
