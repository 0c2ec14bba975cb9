"""A mail as a tree of parts. Depth and number are limited; what lies deeper stays whole as one part."""

import re
from dataclasses import dataclass, field

from evenhand.foundation.mail.parsing import limits
from evenhand.foundation.mail.parsing.headers import Headers, split
from evenhand.foundation.mail.parsing.parameters import disposition, media_type, parameters
from evenhand.foundation.mail.parsing.transfer import undone
from evenhand.foundation.mail.parsing.words import line_of

_LINE_END = re.compile(rb"(--)?[ \t]*(?:\r?\n|\r|\Z)")


@dataclass
class Part:
    """One part: either it has `children`, or `data` with its transfer encoding undone."""

    media_type: str
    headers: Headers
    options: dict[str, str]
    disposition: str
    name: str
    data: bytes = b""
    children: list["Part"] = field(default_factory=list)

    @property
    def content_id(self) -> str:
        """The id HTML refers to by `cid:`, without its angles."""
        return line_of(self.headers.first("content-id")).strip("<> ")[: limits.NAME]

    @property
    def charset(self) -> str:
        """The label as written, may be empty or untrue."""
        return self.options.get("charset", "")


class Budget:
    """How many parts may still be opened, and what was found wrong on the way."""

    def __init__(self) -> None:
        self.parts = limits.PARTS
        self.defects: list[str] = []

    def note(self, defect: str) -> None:
        """Remember a defect once."""
        if defect not in self.defects and len(self.defects) < 50:
            self.defects.append(defect)


@dataclass(frozen=True)
class Span:
    """A stretch of the mail: nothing is copied before it is read."""

    raw: bytes
    start: int
    end: int


def read_part(span: Span, budget: Budget, *, usual: str = "text/plain", depth: int = 0) -> Part:
    """The tree below a span (header and body)."""
    headers, start = split(span.raw, span.start, span.end)
    body = Span(span.raw, start, span.end)
    for defect in headers.defects:
        if depth == 0 or defect != "no header":
            budget.note(defect)
    types = [value for value in headers.all("content-type") if media_type(value)]
    value = types[0] if types else b""
    if headers.has("content-type") and not types:
        budget.note("content type not readable")
    options = parameters(value) if value else {}
    placed = headers.first("content-disposition")
    name = (parameters(placed).get("filename") if placed else "") or options.get("name", "")
    part = Part(media_type(value) or usual, headers, options, disposition(placed), name.strip())
    if part.media_type.startswith("multipart/") and _opened(part, body, budget, depth):
        return part
    if part.media_type.startswith("multipart/"):
        budget.note("multipart without its boundary")
        part.media_type = "text/plain" if depth < limits.DEPTH and budget.parts > 0 else "message/rfc822"
    part.data = undone(body.raw[body.start : body.end], line_of(headers.first("content-transfer-encoding")))
    return part


def _opened(part: Part, body: Span, budget: Budget, depth: int) -> bool:
    """Fill `part.children`; False when the body cannot be taken apart."""
    boundary = part.options.get("boundary", "").rstrip()
    if not boundary or depth >= limits.DEPTH or budget.parts <= 0:
        if boundary:
            budget.note("too many parts, the rest is one file")
        return False
    pieces = _pieces(body, boundary.encode("utf-8", "replace"), budget)
    usual = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
    budget.parts -= len(pieces)
    part.children = [read_part(piece, budget, usual=usual, depth=depth + 1) for piece in pieces]
    return bool(pieces)


def _pieces(body: Span, boundary: bytes, budget: Budget) -> list[Span]:
    """What stands between the boundary lines. Longer boundaries that begin alike are not ours."""
    raw, mark = body.raw, b"--" + boundary
    pieces: list[Span] = []
    start = -1
    tries = limits.BOUNDARY_TRIES
    at = raw.find(mark, body.start, body.end)
    while at >= 0 and (tries := tries - 1):
        line = _LINE_END.match(raw, at + len(mark), body.end)
        if line is None or (at > body.start and raw[at - 1 : at] not in (b"\n", b"\r")):
            at = raw.find(mark, at + len(mark), body.end)
            continue
        if start >= 0:
            pieces.append(Span(raw, start, _before_break(raw, start, at)))
        start = line.end()
        if line[1]:
            return pieces
        if len(pieces) >= budget.parts:
            budget.note("too many parts, the rest is one file")
            break
        at = raw.find(mark, line.end() - 1, body.end)
    if start >= 0 and raw[start : body.end].strip():
        budget.note("last boundary missing")
        pieces.append(Span(raw, start, body.end))
    return pieces


def _before_break(raw: bytes, start: int, end: int) -> int:
    """The line break before a boundary belongs to the boundary."""
    if end - start >= 2 and raw[end - 2 : end] == b"\r\n":
        return end - 2
    return end - 1 if end > start and raw[end - 1 : end] in (b"\n", b"\r") else end
