"""A bank as banks are: it pays, refuses, forgets to answer, answers too late. Its own books say what really happened."""

from collections import Counter

from evenhand.connectors.payments.provider import Answer, Order

MOODS = ("pays", "refuses", "pays and is not heard", "fails and is not heard", "pays later")


class Bank:
    """`paid` holds what left by key; `asked` counts how often each key was sent."""

    def __init__(self):
        self.mood = "pays"
        self.paid: dict[str, int] = {}
        self.refused: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.waiting: dict[str, int] = {}

    def send(self, order: Order) -> Answer:
        self.asked[order.key] += 1
        if self.mood == "pays later":
            self.waiting[order.key] = order.amount.minor
            return Answer("waiting")
        if self.mood in ("refuses", "fails and is not heard"):
            self.refused.add(order.key)
        else:
            self.paid[order.key] = order.amount.minor
        if self.mood.endswith("not heard"):
            raise TimeoutError(order.key)
        return self.look_up(order)

    def look_up(self, order: Order) -> Answer:
        if order.key in self.paid:
            return Answer("paid", f"bank-{order.key}")
        return Answer("failed" if order.key in self.refused else "waiting")

    def makes_up_its_mind(self, key: str, *, pays: bool) -> None:
        """What it put off is done, or will never be."""
        minor = self.waiting.pop(key)
        if pays:
            self.paid[key] = minor
        else:
            self.refused.add(key)
