"""The last step of every letter: rendered, sealed under its reader's key, queued in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from evenhand.faces.letters.sheet import Letter, render
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.outgoing import send_later

if TYPE_CHECKING:
    from evenhand.domain.customers.models import Customer


def post(
    letter: Letter,
    language: str,
    *,
    to: "Customer",
    about: Mapping[str, UUID | None],
    now: datetime,
    message_id: UUID | None = None,
    in_reply_to: str = "",
    references: Sequence[str] = (),
) -> Outgoing | None:
    """Queue a letter; None for a customer without a mailbox. Answers come back to the matter in `about`."""
    if not to.email:
        return None
    return send_later(
        render(letter, language, now), to=to.email, to_name=to.name, key=to.key, now=now,
        about={"customer": to.id, **about}, matter_id=about.get("matter"), message_id=message_id,
        in_reply_to=in_reply_to, references=references,
    )  # fmt: skip
