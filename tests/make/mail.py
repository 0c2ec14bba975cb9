"""Mails as customers' programs write them, and the way they come in."""

from itertools import count

from evenhand.faces.inbox.take import take_mail
from evenhand.foundation.mail.choices import Source
from evenhand.foundation.mail.incoming import receive_raw
from evenhand.foundation.mail.models import RawMail
from tests.make.moments import NOW

_numbers = count(1)


def mail_from(
    address="ana@post.example",
    body="Where is my ring?",
    *,
    subject="My ring",
    name="Ana",
    message_id=None,
    **headers,
) -> bytes:
    """RFC 5322 bytes. Further headers by name: `in_reply_to="<a@b>"`."""
    mark = message_id or f"<m{next(_numbers)}@post.example>"
    lines = [
        f"From: {name} <{address}>",
        "To: service@shop.example",
        f"Subject: {subject}",
        f"Message-ID: {mark}",
    ]
    lines += [f"{key.replace('_', '-').title()}: {value}" for key, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def come_in(raw: bytes, *, now=NOW, recipients=()) -> RawMail:
    """Kept and taken, as the command and a worker do it; the row as it is then."""
    row = receive_raw(raw, Source.COMMAND, now, recipients=recipients)
    take_mail(row.id, now)
    row.refresh_from_db()
    return row
