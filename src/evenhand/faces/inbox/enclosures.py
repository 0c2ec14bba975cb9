"""Files that come with a mail: all of them are kept, and pictures inside the words find their file."""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from evenhand.foundation.files.store import keep
from evenhand.foundation.mail.incoming import MOST_BYTES
from evenhand.foundation.mail.parsing.parsed import ParsedMail

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile
    from evenhand.foundation.vault.models import Key

_PICTURE = re.compile(r"cid:([^\"'\s<>)]{1,250})", re.IGNORECASE)
Enclosures = list[tuple[str, "StoredFile"]]


def keep_enclosures(mail: ParsedMail, key: "Key", now: datetime) -> Enclosures:
    """Each file with its content id ("" when it has none), in the order they came."""
    return [
        (
            one.content_id,
            keep(one.data, key=key, name=one.name, now=now, anything=True, most_bytes=MOST_BYTES),
        )
        for one in mail.attachments
    ]


def with_own_pictures(html: str, files: Enclosures) -> str:
    """`cid:` of the sender's making becomes `cid:<id of our file>`; what points at no file of this mail stays as it was."""
    ours = {mark: str(file.id) for mark, file in files if mark}
    return _PICTURE.sub(lambda found: f"cid:{ours.get(unquote(found[1]), found[1])}", html)
