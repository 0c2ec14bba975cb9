"""How a return moves, and what must be true when it does. A refusal names its clause (R-000-1.4d)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Protocol, TypeVar
from uuid import UUID

from evenhand.foundation.money.values import Money

# verb -> state before -> state after. A verb that does not name a state cannot be done in it.
MOVES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "approve_return": {"requested": "approved"},
        "refuse_return": {"requested": "refused", "received": "refused", "inspected": "refused"},
        "withdraw_return": {"requested": "withdrawn", "approved": "withdrawn", "label_issued": "withdrawn"},
        "issue_label": {"approved": "label_issued"},
        "replace_label": {"label_issued": "label_issued"},
        "note_sent": {"approved": "in_transit", "label_issued": "in_transit"},
        "receive_parcel": {"approved": "received", "label_issued": "received", "in_transit": "received"},
        "inspect_return": {"received": "inspected", "inspected": "inspected"},
        "accept_return": {"received": "accepted", "inspected": "accepted"},
        "object_to_return": {"refused": "requested"},
        "send_replacement": {"accepted": "accepted"},
        "close_return": {"accepted": "closed"},
    }
)
# Nothing has to come back: saying yes is accepting.
KEPT = "accepted"


class ReturnTrouble(Exception):
    """The return does not go this way. `code` is stable."""

    code = "return_trouble"


class NotInThisState(ReturnTrouble):
    """The verb cannot be done in the state the return is in; a colleague was quicker, perhaps."""

    code = "not_in_this_state"

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb}: the return is {state}")
        self.verb, self.state = verb, state


class NotOffered(ReturnTrouble):
    """The policy closes this way out: `clause` says where, `why_not` why (a policy text or `policy.choices.WhyNot`)."""

    code = "not_offered"

    def __init__(self, clause: str, why_not: str) -> None:
        super().__init__(f"{clause}: {why_not}")
        self.clause, self.why_not = clause, why_not


class NotLikeForLike(ReturnTrouble):
    """An exchange is for the same product, in a variant that can be had, in the order's currency, unit for unit."""

    code = "item_unavailable"


class NoReason(ReturnTrouble):
    """A refusal without a reason the customer can read."""

    code = "no_reason"


class UnknownClause(ReturnTrouble):
    """A refusal must name a clause of the policy that the order was bought under."""

    code = "unknown_clause"


class NoWayBack(ReturnTrouble):
    """Neither a label nor an address: the customer could not send anything with it."""

    code = "no_way_back"


class NotPaidYet(ReturnTrouble):
    """The new one costs more, and the difference has not come in."""

    code = "difference_not_paid"


class NothingAccepted(ReturnTrouble):
    """None of the units is in order: that is a refusal, and owes a clause and a reason."""

    code = "nothing_accepted"


class NotThisMatter(ReturnTrouble):
    """A return is talked about in a matter of the same customer."""

    code = "not_this_matter"


class SamePerson(ReturnTrouble):
    """A second look is another person's, and there is one who may."""

    code = "same_person"


class Way(Protocol):
    """A way out as the policy tells it."""

    @property
    def kind(self) -> str: ...
    @property
    def available(self) -> bool: ...
    @property
    def clause(self) -> str: ...
    @property
    def why_not(self) -> str: ...


W = TypeVar("W", bound=Way)


@dataclass(frozen=True)
class Wanted:
    """So many units of a line are to become a variant: what it is, what it costs, whether it can be had."""

    line_id: UUID
    units: int
    variant_id: UUID
    same_product: bool
    available: bool
    price: Money
    paid_each: Money


def state_after(verb: str, state: str, *, goods_back: bool = True) -> str:
    """The state a return is in once `verb` is done. Raises: NotInThisState."""
    try:
        after = MOVES[verb][state]
    except KeyError:
        raise NotInThisState(verb, state) from None
    return KEPT if verb == "approve_return" and not goods_back else after


def chosen(ways: Sequence[W], kind: str, *, exception: bool) -> W | None:
    """The way out that was chosen, or None where the policy says nothing of it and a person decides.

    `exception`: who asks may go beyond the policy (staff, with their name on it).

    Raises:
        NotOffered: the policy closes it.
    """
    way = next((one for one in ways if one.kind == kind), None)
    if way is not None and not way.available and not exception:
        raise NotOffered(way.clause, way.why_not)
    return way


def difference(wanted: Iterable[Wanted], currency: str) -> Money:
    """What an exchange costs more (above zero) or less. Raises: NotLikeForLike."""
    sum_of_all = Money.zero(currency)
    for one in wanted:
        if not (one.same_product and one.available and one.price.currency == currency and one.units > 0):
            raise NotLikeForLike(str(one.variant_id))
        sum_of_all += (one.price - one.paid_each) * one.units
    return sum_of_all


def accepted_difference(quoted: int, asked: Iterable[tuple[int, int, int]]) -> int:
    """What the units in order cost more or less in exchange: `asked` holds (difference of one, units asked, accepted)."""
    rows = list(asked)
    if all(asked_for == units for _each, asked_for, units in rows):
        return quoted
    return sum(each * units for each, _asked, units in rows)


def accepted_amount(quoted: Money, asked: Iterable[tuple[int, int, int]]) -> Money:
    """What goes back for the units in order: `asked` holds (unit price in minor units, units asked for, accepted).

    Raises: NothingAccepted.
    """
    rows = list(asked)
    accepted = sum(units for _price, _asked, units in rows)
    if not accepted:
        raise NothingAccepted
    if all(asked_for == units for _price, asked_for, units in rows):
        return quoted
    worth = sum(price * asked_for for price, asked_for, _units in rows)
    kept = sum(price * units for price, _asked, units in rows)
    return quoted.share(Fraction(kept, worth)) if worth else quoted


def demand_way_back(*, label: bool, send_to: str) -> str:
    """The address without blank edges; a label alone is enough. Raises: NoWayBack."""
    address = send_to.strip()
    if not (label or address):
        raise NoWayBack
    return address


def demand_reason(reason: str) -> str:
    """The reason without blank edges. Raises: NoReason."""
    words = reason.strip()
    if not words:
        raise NoReason
    return words


def second_look(decides: UUID | None, first: UUID | None, *, another: bool) -> bool:
    """Whether the first decider looks again, because nobody else can; that is said on record.

    Raises:
        SamePerson: there is another member who may decide.
    """
    same = first is not None and decides == first
    if same and another:
        raise SamePerson
    return same
