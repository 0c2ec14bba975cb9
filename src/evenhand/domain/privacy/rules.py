"""When a person can be erased: not while somebody owes something that cannot be paid to nobody."""

from collections.abc import Mapping

# What is open -> why its data is still needed. The law: GDPR Article 17(3)(b) and (e), claims and duties.
NEEDED = ("order_open", "return_running", "claim_open", "refund_open", "payment_open")


class StillNeeded(Exception):
    """An open affair needs the data; `reasons` are codes of NEEDED."""

    code = "still_needed"

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def demand_nothing_open(affairs: Mapping[str, bool]) -> None:
    """Raises: StillNeeded."""
    reasons = [one for one in NEEDED if affairs.get(one)]
    if reasons:
        raise StillNeeded(reasons)
