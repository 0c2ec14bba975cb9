"""Who does something, as a value that every action and query takes."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

Kind = Literal["staff", "customer", "program", "system", "anyone"]


@dataclass(frozen=True)
class Actor:
    """Somebody. `may` holds permission verbs ("returns.approve_return"); "*" is every verb (the system alone)."""

    kind: Kind
    id: UUID | None = None
    may: frozenset[str] = field(default_factory=frozenset)
    role: str = ""

    @property
    def is_staff(self) -> bool:
        """A member of staff, a program of the shop's, or the system: who sees more than their own."""
        return self.kind in ("staff", "program", "system")

    @property
    def is_customer(self) -> bool:
        return self.kind == "customer"

    def can(self, verb: str) -> bool:
        return verb in self.may or "*" in self.may


ANYONE = Actor("anyone")
SYSTEM = Actor("system", may=frozenset({"*"}))
