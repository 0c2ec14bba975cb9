"""A stored letter as the bytes that travel: text and HTML, and headers that machines and people can check."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from evenhand.foundation.mail.models import Outgoing

# A folded Message-ID is legal, and some programs lose it: answers would not find their matter.
UNFOLDED = SMTP.clone(max_line_length=990)


def composed(letter: Outgoing, *, at: datetime) -> bytes:
    """RFC 5322 bytes. The same letter composed twice has the same Message-ID."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(settings.EVENHAND_MAIL_FROM, letter.from_name)
    mail["To"] = _address(letter.to, letter.to_name)
    if letter.reply_to:
        mail["Reply-To"] = _address(letter.reply_to, letter.from_name)
    mail["Subject"] = _line(letter.subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = letter.mail_id
    if letter.in_reply_to:
        mail["In-Reply-To"] = _line(letter.in_reply_to)
    if letter.references:
        mail["References"] = _line(" ".join(letter.references))
    mail["Content-Language"] = letter.language
    if letter.automatic:
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    mail["X-Evenhand-Check"] = f"{letter.check_code} {settings.EVENHAND_URL}/verify"
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
        mail.set_boundary(f"=_evenhand_{letter.id.hex}")  # a second try is the same letter to the last byte
    return mail.as_bytes(policy=UNFOLDED)


def _address(address: str, name: str) -> Address:
    return Address(_line(name)[:100], addr_spec=address)


def _line(text: str) -> str:
    """Without line breaks and controls: a header cannot be continued by what somebody wrote."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
