"""What a mail turned out to be."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.mail.choices import Outcome


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`reason`: a code worth keeping, such as why a new matter was opened although the mail named one."""

    outcome: Outcome
    matter_id: UUID | None = None
    customer_id: UUID | None = None
    reason: str = ""


class SetAside(Exception):
    """No machine should decide this: a person looks at it."""

    def __init__(
        self, reason: str, *, outcome: Outcome = Outcome.NONE, customer_id: UUID | None = None
    ) -> None:
        super().__init__(reason)
        self.reason, self.outcome, self.customer_id = reason, outcome, customer_id
