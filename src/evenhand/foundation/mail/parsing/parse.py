"""The one entrance: bytes in, ParsedMail out."""

import re

from evenhand.foundation.mail.parsing import limits
from evenhand.foundation.mail.parsing.addresses import addresses, sender
from evenhand.foundation.mail.parsing.bodies import words_of
from evenhand.foundation.mail.parsing.dates import moment_of
from evenhand.foundation.mail.parsing.headers import Headers
from evenhand.foundation.mail.parsing.kinds import bounce_of, is_quiet, kind_of
from evenhand.foundation.mail.parsing.parsed import ParsedMail
from evenhand.foundation.mail.parsing.parts import Budget, Span, read_part
from evenhand.foundation.mail.parsing.words import line_of

_ID = re.compile(r"<[^<>\s]{1,990}>")
_DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")


def parse(raw: bytes) -> ParsedMail:
    """What a mail says. Takes any bytes and does not raise; big or suspicious ones belong in `guarded.parse_guarded`."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")  # an old Mac wrote this
    budget = Budget()
    root = read_part(Span(raw, 0, len(raw)), budget)
    headers = root.headers
    words = words_of(root)
    if len(headers.all("from")) > 1:
        budget.note("several From fields")
    author = sender(headers.all("from"), [*headers.all("reply-to"), *headers.all("sender")])
    subject = line_of(headers.first("subject"))[: limits.SUBJECT]
    kind = kind_of(root, author.address, subject)
    return ParsedMail(
        message_id=_message_id(headers, budget),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        sender=author,
        to=addresses(headers.all("to")),
        cc=addresses(headers.all("cc")),
        reply_to=addresses(headers.all("reply-to")),
        subject=subject,
        date=moment_of(headers.first("date")),
        text=words.text,
        html=words.html or "",
        attachments=tuple(words.files),
        kind=kind,
        quiet=is_quiet(headers, kind),
        bounce=bounce_of(root, words.text) if kind == "bounce" else None,
        delivered_to=_delivered(headers),
        defects=tuple(budget.defects),
    )


def _message_id(headers: Headers, budget: Budget) -> str:
    written = headers.all("message-id")
    if len(written) > 1:
        budget.note("several Message-IDs")
    ids = _ids(headers, "message-id")
    if not ids:
        budget.note("no Message-ID")
        bare = line_of(headers.first("message-id")).strip("<> ")
        return f"<{bare}>" if bare and " " not in bare and len(bare) < limits.MESSAGE_ID else ""
    return ids[0]


def _ids(headers: Headers, name: str) -> tuple[str, ...]:
    found = [mark for value in headers.all(name) for mark in _ID.findall(line_of(value))]
    return tuple(dict.fromkeys(found))[-limits.REFERENCES :]


def _delivered(headers: Headers) -> tuple[str, ...]:
    """The envelope's recipients as the servers on the way noted them."""
    noted = [line_of(value).strip("<> ").lower() for name in _DELIVERED for value in headers.all(name)]
    return tuple(dict.fromkeys(noted))[:20]
