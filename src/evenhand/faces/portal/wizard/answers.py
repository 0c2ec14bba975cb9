"""The answers so far, read and written as one value; kept sealed by foundation/drafts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from evenhand.domain.cases.choices import Reason as Wrong

KIND = "return"


@dataclass(frozen=True)
class Answers:
    """`units`: order line id -> how many. `files`: ids of kept files. `opened` is asked only of what may be sold again.

    `replacements`: order line id -> what each of its units is to become (variant ids).
    """

    units: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""
    opened: bool | None = None
    words: str = ""
    said: bool = False
    files: Sequence[str] = ()
    outcome: str = ""
    replacements: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> "Answers":
        known = cls.__dataclass_fields__
        return cls(**{key: value for key, value in (kept or {}).items() if key in known})

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_claim(self) -> bool:
        """Something is wrong: it opens a case. Otherwise it is a return."""
        return self.reason in Wrong.values

    @property
    def swaps(self) -> dict[tuple[UUID, UUID], int]:
        """(line, variant) -> how many units of the line become it."""
        pairs = ((UUID(line), UUID(new)) for line, chosen in self.replacements.items() for new in chosen)
        return dict(Counter(pairs))

    @property
    def line_ids(self) -> dict[UUID, int]:
        return {UUID(line): count for line, count in self.units.items()}


FORGOTTEN: Mapping[str, Mapping[str, Any]] = {
    "items": {"outcome": "", "replacements": {}},
    "reason": {"opened": None, "outcome": "", "replacements": {}},
    "condition": {"outcome": ""},
    "outcome": {"replacements": {}},
}


def forgotten(step: str) -> Mapping[str, Any]:
    """What a changed answer makes void: another reason or item has other ways out."""
    return FORGOTTEN.get(step, {})
