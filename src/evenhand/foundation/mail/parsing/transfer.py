"""Content-Transfer-Encoding undone, uuencode found. Broken encodings give what can be had."""

import binascii
import re

_GOOD_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n", re.MULTILINE)
_END = re.compile(rb"end[ \t]*(?:\r?\n|\Z)")


def undone(data: bytes, encoding: str) -> bytes:
    """The bytes before they were encoded. Unknown encodings are taken as none."""
    encoding = encoding.strip(" \t;\"'").lower()
    if encoding == "base64":
        return unbase64(data)
    if encoding in ("quoted-printable", "quotedprintable", "quoted printable"):
        return binascii.a2b_qp(data)
    if encoding in ("x-uuencode", "uuencode", "x-uue", "uue"):
        _, files = uuencoded_files(data)
        return files[0][1] if files else data
    return data


def unbase64(data: bytes) -> bytes:
    """Base64 with line breaks, rubbish, missing or early padding."""
    bare = data.translate(None, b"\r\n \t")
    if len(bare) % 4 == 0 and _GOOD_BASE64.fullmatch(bare):
        return binascii.a2b_base64(bare)
    pieces = []
    for block in re.split(rb"=+", bare):
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", block)
        letters = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
        pieces.append(binascii.a2b_base64(letters + b"=" * (-len(letters) % 4)))
    return b"".join(pieces)


def unuuencoded(lines: bytes) -> bytes:
    """The data of the lines between `begin` and `end`."""
    pieces = []
    for line in lines.splitlines():
        if not line or line[:1] in b"` ":
            continue
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            length = (
                ((line[0] - 32) & 63) * 4 + 5
            ) // 3  # some encoders pad short: take as long as the first letter says
            try:
                pieces.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                continue
    return b"".join(pieces)


def uuencoded_files(text: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """A text without the files written into it, and those files as (name, data)."""
    files: list[tuple[bytes, bytes]] = []
    kept = []
    at = 0
    end = -1
    begin = _BEGIN.search(text)
    while begin:
        if end < begin.end() - 1:
            end = text.find(b"\nend", begin.end() - 1)
        if end < 0:
            break
        following = _BEGIN.search(text, begin.end())
        close = _END.match(text, end + 1)
        nested = following is not None and following.start() < end
        data = unuuencoded(text[begin.end() : end]) if close and not nested else b""
        if close and data:
            files.append((begin[1], data))
            kept.append(text[at : begin.start()])
            at = close.end()
        begin = following
    return b"".join(kept) + text[at:], files
