"""A letter's words, before anybody knows where it goes."""

from dataclasses import dataclass, field
from uuid import UUID

from evenhand.foundation.database.ids import new_id
from evenhand.foundation.mail.tokens import check_code


@dataclass(frozen=True, kw_only=True)
class Written:
    """`letter`: which of our letters this is. `from_name`: the shop. `automatic`: no person wrote it, so no machine should answer.

    `ref` is the letter's id, fixed before it is written, for its check code stands in its foot.
    """

    letter: str
    language: str
    subject: str
    text: str
    html: str
    from_name: str
    automatic: bool = True
    ref: UUID = field(default_factory=new_id)

    @property
    def check_code(self) -> str:
        """What the receiver types at /verify."""
        return check_code(self.ref)
