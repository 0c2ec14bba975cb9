"""What every payment provider must be able to do, whoever it is."""

from dataclasses import dataclass
from typing import Literal, Protocol

from evenhand.foundation.money.values import Money


@dataclass(frozen=True)
class Order:
    """Pay `amount` to where `to` (the provider's own code) points. The same key twice pays once."""

    key: str
    amount: Money
    to: str


@dataclass(frozen=True)
class Answer:
    """`waiting`: taken, the outcome comes later. `unknown`: nobody can say whether money went."""

    outcome: Literal["paid", "failed", "waiting", "unknown"]
    ref: str = ""


class Provider(Protocol):
    def send(self, order: Order) -> Answer:
        """Ask for the payment. Raising anything counts as no answer."""
        ...

    def look_up(self, order: Order) -> Answer:
        """What became of an order that may have been sent: by its key, without paying."""
        ...
