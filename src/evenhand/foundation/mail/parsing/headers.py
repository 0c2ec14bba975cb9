"""The header block: fields in order, unfolded, as bytes. A broken line is kept with the field before it."""

import re
from dataclasses import dataclass

from evenhand.foundation.mail.parsing import limits

_PEEK = 4_096
_BLANK = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*")
_SURE = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|From|Date|Message-ID|MIME-Version|Subject|To):", re.IGNORECASE
)
_MBOX = re.compile(rb">?From [^\r\n]*\r?\n")


@dataclass(frozen=True)
class Headers:
    """Fields by lower-case name, each with all its values in the order they stood."""

    fields: dict[str, list[bytes]]
    defects: tuple[str, ...] = ()

    def first(self, name: str) -> bytes:
        """The first value that is not blank, or nothing."""
        return next((value for value in self.fields.get(name, []) if value.strip()), b"")

    def all(self, name: str) -> list[bytes]:
        """Every value under that name."""
        return self.fields.get(name, [])

    def has(self, name: str) -> bool:
        """Whether the field stands there at all."""
        return name in self.fields


def split(raw: bytes, start: int = 0, end: int | None = None) -> tuple[Headers, int]:
    """The fields of `raw[start:end]`, and where its body starts. Text that begins without a field is all body.

    Offsets instead of copies: a 30 MB mail, forty parts deep, is held once.
    """
    end = len(raw) if end is None else end
    start = _past_envelope(raw, start, end)
    first_line, _, following = raw[start : min(end, start + _PEEK)].partition(b"\n")
    if not _FIELD.match(first_line) and _SURE.match(following):
        start += len(first_line) + 1  # a program wrote a line of its own above the mail
        first_line = following.partition(b"\n")[0]
    if not _FIELD.match(first_line):
        return Headers({}, ("no header",)), start if first_line.strip() else min(
            end, start + len(first_line) + 1
        )
    blank = _BLANK.search(raw, start, end)
    if blank:
        return read(raw[start : blank.start()]), blank.end()
    return _without_blank_line(raw, start, end)


def _past_envelope(raw: bytes, start: int, end: int) -> int:
    """Some programs put an mbox line or blank lines before the first field."""
    head = raw[start : min(end, start + _PEEK)]
    bare = head.removeprefix(b"\xef\xbb\xbf")
    stripped = bare.lstrip(b"\r\n")
    bare = stripped if _FIELD.match(stripped) or _MBOX.match(stripped) else bare
    found = _MBOX.match(bare)
    return start + len(head) - len(bare) + (found.end() if found else 0)


def _without_blank_line(raw: bytes, start: int, end: int) -> tuple[Headers, int]:
    """Nobody said where the body starts: after the last line that is a field or belongs to one."""
    lines = raw[start : min(end, start + limits.HEADER_BLOCK // 4)].splitlines(keepends=True)
    last = max((number for number, line in enumerate(lines) if _FIELD.match(line)), default=-1) + 1
    while last < len(lines) and lines[last][:1] in (b" ", b"\t"):
        last += 1
    block = b"".join(lines[:last])
    return read(block), start + len(block)


def read(block: bytes) -> Headers:
    """The fields of a block without its blank line."""
    found: list[tuple[str, list[bytes]]] = []
    defects = ["header block cut"] if len(block) > limits.HEADER_BLOCK else []
    for line in re.split(rb"\r\n|\n|\r", block[: limits.HEADER_BLOCK]):
        start = None if line[:1] in (b" ", b"\t") else _FIELD.match(line)
        if start and len(found) < limits.HEADERS:
            found.append((start[1].decode("ascii").lower(), [line[start.end() :]]))
            continue
        if line[:1] not in (b" ", b"\t"):
            defects.append("line without a field name")
        if found:
            found[-1][1].append(line)
    fields: dict[str, list[bytes]] = {}
    for name, lines in found:
        fields.setdefault(name, []).append(b"\n".join(lines)[: limits.HEADER_BYTES])
    return Headers(fields, tuple(dict.fromkeys(defects)))
