"""The way out: one letter over SMTP, or words why not."""

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 30  # seconds for each step of the talk
FULL = 452  # "too many recipients, mailbox full": comes as 4xx and 5xx, and means later


@dataclass(frozen=True)
class Refused(Exception):
    """The server said no. `permanent`: trying again changes nothing."""

    code: str
    permanent: bool


def send(url: str, *, envelope_from: str, to: str, data: bytes) -> bool:
    """Hand one letter to the server of `url` (smtp://user:word@host:587?tls=start, smtps://host). Whether the line was encrypted.

    Raises:
        Refused: with the server's code, or "unreachable" when there was no answer.
    """
    try:
        with _connected(url) as server:
            encrypted = isinstance(server.sock, ssl.SSLSocket)
            server.sendmail(envelope_from, [to], data)
            return encrypted
    except smtplib.SMTPRecipientsRefused as trouble:
        code, words = trouble.recipients[to]
        raise Refused(_code(code, words), permanent=code >= 500 and code % 100 != FULL % 100) from trouble
    except smtplib.SMTPDataError as trouble:
        raise Refused(
            _code(trouble.smtp_code, trouble.smtp_error), permanent=trouble.smtp_code >= 500
        ) from trouble
    except smtplib.SMTPResponseException as trouble:
        # Signing in, or our own address as sender, was refused: that is our set-up, and mending it helps.
        raise Refused(_code(trouble.smtp_code, trouble.smtp_error), permanent=False) from trouble
    except (OSError, smtplib.SMTPException) as trouble:
        raise Refused("unreachable", permanent=False) from trouble


def _connected(url: str) -> smtplib.SMTP:
    where = urlsplit(url)
    options = parse_qs(where.query)
    secure = ssl.create_default_context()
    if where.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            where.hostname or "localhost", where.port or 465, timeout=TIMEOUT, context=secure
        )
    else:
        server = smtplib.SMTP(where.hostname or "localhost", where.port or 25, timeout=TIMEOUT)
    try:
        if "start" in options.get("tls", []):
            server.starttls(context=secure)
        if where.username:
            server.login(unquote(where.username), unquote(where.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def _code(code: int, words: bytes | str) -> str:
    """ "550 5.1.1": the numbers, never the words (they may name the receiver)."""
    said = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    enhanced = said.split(" ", 1)[0]
    return (
        f"{code} {enhanced}"[:40]
        if enhanced[:2] in ("2.", "4.", "5.") and enhanced.replace(".", "").isdigit()
        else str(code)
    )
