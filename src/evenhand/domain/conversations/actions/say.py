"""How any message gets into a matter: one row, its files, its words in the index. Called by the verbs, inside their transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from evenhand.domain.conversations.choices import Kind
from evenhand.domain.conversations.models import Attachment, Matter, Message
from evenhand.foundation.search.index import index_private

if TYPE_CHECKING:
    from evenhand.foundation.files.models import StoredFile


def say(
    matter: Matter, kind: str, body: str, *, author_id: UUID | None, now: datetime, files: Sequence["StoredFile"] = (),
    heading: str = "", **more: Any,
) -> Message:  # fmt: skip
    """Add one message; `more` are further fields of `Message`. A new matter is also found by its `heading`."""
    message = Message(
        key_id=matter.key_id, matter=matter, kind=kind, body=body, author_id=author_id, sent_at=now,
        **{"channel": matter.channel, "language": matter.language, **more},
    )  # fmt: skip
    message.save(force_insert=True)
    for file in files:
        Attachment(key_id=matter.key_id, message=message, file=file, name=file.name).save(force_insert=True)
    # Notes stand apart in the index: nobody outside finds a matter by what staff said among themselves.
    found_as = "note" if kind == Kind.NOTE else "matter"
    texts = {message.id: body, **({matter.id: heading} if heading else {})}
    index_private(kind=found_as, ref=matter.id, key_id=matter.key_id, texts=texts)
    return message


def said_before(matter: Matter, nonce: UUID | None) -> Message | None:
    """The message that this very click has already made. Ask with the matter locked."""
    return None if nonce is None else Message.objects.filter(matter=matter, nonce=nonce).first()
