"""A ParsedMail as bytes and back: JSON for the words, then the files as they are. For the way out of a child process.

Not pickle: the child has read hostile bytes, and what it says must stay data.
"""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from evenhand.foundation.mail.parsing.parsed import Address, Attachment, Bounce, ParsedMail


def dump(mail: ParsedMail) -> bytes:
    """One line of JSON, then every attachment's bytes in order."""
    plain = asdict(mail)
    for file in plain["attachments"]:
        file["data"] = len(file["data"])
    plain["date"] = mail.date.isoformat() if mail.date else None
    return b"".join((json.dumps(plain).encode(), b"\n", *(file.data for file in mail.attachments)))


def load(stored: bytes) -> ParsedMail:
    """The mail that `dump` wrote.

    Raises:
        ValueError, KeyError, TypeError: these are not its bytes.
    """
    line, _, rest = stored.partition(b"\n")
    plain: dict[str, Any] = json.loads(line)
    files = []
    at = 0
    for file in plain["attachments"]:
        files.append(Attachment(**{**file, "data": rest[at : at + file["data"]]}))
        at += file["data"]
    for name in ("to", "cc", "reply_to"):
        plain[name] = tuple(Address(**one) for one in plain[name])
    for name in ("in_reply_to", "references", "delivered_to", "defects"):
        plain[name] = tuple(plain[name])
    if plain["bounce"]:
        plain["bounce"] = Bounce(**{**plain["bounce"], "recipients": tuple(plain["bounce"]["recipients"])})
    plain["sender"] = Address(**plain["sender"])
    plain["date"] = datetime.fromisoformat(plain["date"]) if plain["date"] else None
    return ParsedMail(**{**plain, "attachments": tuple(files)})
