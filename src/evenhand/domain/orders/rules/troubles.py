"""Why an order does not do what was asked; each names its clause."""


class Refused(Exception):
    """The order's policy does not allow this. `code` is stable, `clause` is where the policy says so."""

    code = "refused"
    clause = "orders"

    def __init__(self, found: str = "", clause: str = "") -> None:
        super().__init__(found)
        self.clause = clause or type(self).clause


class NotPending(Refused):
    """The order has left the state in which this could be done."""

    code, clause = "order_not_pending", "orders.change.pending_only"


class NotDelivered(Refused):
    """Goods can come back only after they arrived, and once."""

    code, clause = "order_not_delivered", "orders.return.delivered_only"


class ReasonNotAccepted(Refused):
    code, clause = "reason_not_accepted", "orders.cancel.reasons"


class ItemNotInOrder(Refused):
    """More units of an item are named than the order holds."""

    code, clause = "item_not_in_order", "orders.items.listed_only"


class NothingNamed(Refused):
    """At least one unit of one line must be named."""

    code, clause = "nothing_named", "orders.items.listed_only"


class UnitsTaken(Refused):
    """These units are in another return or claim already, or the order never had so many."""

    code, clause = "units_taken", "orders.items.once"


class CountsDiffer(Refused):
    """As many new items as old ones."""

    code, clause = "counts_differ", "orders.items.like_for_like"


class ItemUnavailable(Refused):
    """The new item is another product, or cannot be had."""

    code, clause = "item_unavailable", "orders.items.like_for_like"


class OtherCurrency(Refused):
    """The new item is sold in another currency than the order was paid in."""

    code, clause = "other_currency", "orders.items.like_for_like"


class UnknownCode(Refused):
    """A status, kind of charge or reason that nobody here knows."""

    code, clause = "unknown_code", "orders.import"


class TooLateToChange(NotPending):
    """The time in which the policy lets this be changed is over."""

    code, clause = "too_late_to_change", "orders.change.in_time"
