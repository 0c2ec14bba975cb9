"""Which parts are the words and which are files."""

import mimetypes
import re
from dataclasses import dataclass, field

from evenhand.foundation.mail.parsing import limits
from evenhand.foundation.mail.parsing.charsets import clean, decode, html_label
from evenhand.foundation.mail.parsing.headers import split
from evenhand.foundation.mail.parsing.parsed import Attachment
from evenhand.foundation.mail.parsing.parts import Part
from evenhand.foundation.mail.parsing.plain import html_of_text, is_outrageous, text_of_html
from evenhand.foundation.mail.parsing.transfer import uuencoded_files
from evenhand.foundation.mail.parsing.words import line_of

_FIXED_NAMES = {
    "message/delivery-status": "delivery-status.txt",
    "text/rfc822-headers": "headers.txt",
    "application/pgp-signature": "signature.asc",
    "application/pkcs7-mime": "smime.p7m",
    "text/calendar": "invitation.ics",
    "text/html": "part.html",
}
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")


@dataclass
class Words:
    """The body so far: `html` is None while no part was HTML."""

    text: str = ""
    html: str | None = None
    files: list[Attachment] = field(default_factory=list)


def words_of(part: Part, *, root: bool = True) -> Words:
    """Text, HTML and files of a part and everything below it."""
    if part.children:
        pieces = [words_of(child, root=False) for child in part.children]
        return _alternative(pieces) if part.media_type == "multipart/alternative" else _together(pieces)
    if _is_words(part, root=root):
        return _read(part)
    return Words(files=[_file(part)] if part.data or part.name else [])


def _is_words(part: Part, *, root: bool) -> bool:
    if part.media_type not in ("text/plain", "text/html", "text/enriched", "text/markdown"):
        return False
    return part.disposition != "attachment" and (root or not part.name)


def _read(part: Part) -> Words:
    if part.media_type == "text/html":
        label = part.charset or html_label(part.data)
        markup = decode(part.data, label)[: limits.BODY_CHARACTERS]
        return Words(text=text_of_html(markup), html=None if is_outrageous(markup) else markup)
    data, files = uuencoded_files(part.data)
    text = decode(data, part.charset)[: limits.BODY_CHARACTERS].strip("\n")
    return Words(
        text=text,
        files=[
            Attachment(name=_safe(decode(name)), media_type=_guess(decode(name)), data=kept)
            for name, kept in files
        ],
    )


def _alternative(pieces: list[Words]) -> Words:
    """The same words several times: the plainest text, the richest HTML, every file."""
    text = next((piece.text for piece in pieces if piece.html is None and piece.text.strip()), "")
    markup = next((piece.html for piece in reversed(pieces) if piece.html is not None), None)
    text = text or next((piece.text for piece in pieces if piece.text), "")
    return Words(text, markup, [file for piece in pieces for file in piece.files])


def _together(pieces: list[Words]) -> Words:
    """Parts one after another: one HTML as soon as one of them is HTML."""
    files = [file for piece in pieces for file in piece.files]
    spoken = [piece for piece in pieces if piece.text.strip() or piece.html]
    text = "\n\n".join(piece.text for piece in spoken if piece.text.strip())
    if all(piece.html is None for piece in spoken):
        return Words(text, None, files)
    return Words(
        text,
        "\n".join(piece.html if piece.html is not None else html_of_text(piece.text) for piece in spoken),
        files,
    )


def _file(part: Part) -> Attachment:
    return Attachment(
        name=_safe(part.name) or _own_name(part),
        media_type=part.media_type,
        data=part.data,
        content_id=part.content_id,
        inline=bool(part.content_id) and part.disposition != "attachment",
    )


def _own_name(part: Part) -> str:
    """A name for a file that came without one."""
    if part.media_type == "message/rfc822":
        return (_safe(line_of(split(part.data)[0].first("subject"))) or "message") + ".eml"
    fixed = _FIXED_NAMES.get(part.media_type)
    kind = part.media_type.partition("/")[0]
    stem = kind if kind in ("image", "video", "audio", "text") else "file"
    return fixed or stem + (mimetypes.guess_extension(part.media_type) or "")


def _safe(name: str) -> str:
    """A file name without folders, controls and direction tricks."""
    return _UNSAFE.sub("", clean(name)).strip(" .")[-limits.NAME :]


def _guess(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
