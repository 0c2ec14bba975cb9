"""The provider that is a person: an order waits on the list of payouts until somebody confirms it."""

from evenhand.connectors.payments.provider import Answer, Order


class ByHand:
    """The list is `payouts_waiting` of the payments room: every attempt that says `sent`. So nothing is sent here."""

    def send(self, order: Order) -> Answer:
        return Answer("waiting")

    def look_up(self, order: Order) -> Answer:
        return Answer("waiting")
