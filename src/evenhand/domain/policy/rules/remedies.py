"""What a customer can have when something is wrong or not wanted: the table "remedies", read for goods and a
reason.

Every way out is told, also one that is not open, with why: so that it can be compared before anything is
committed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from evenhand.domain.policy.rules.troubles import NoSuchValue
from evenhand.domain.policy.rules.view import PolicyView
from evenhand.foundation.calendar.arithmetic import add_working_days, add_working_time, local_day
from evenhand.foundation.money.values import Money, total

LABEL_COST = "return.label_cost"
NO_RULE = "no_rule"
NOT_FOR_ALL = "not_for_all_items"


@dataclass(frozen=True)
class Goods:
    """Units of one line. `paid` is what they cost after discounts, `freight` their share of the way to the
    customer.
    """

    paid: Money
    freight: Money
    kind: str = "other"
    hygiene: bool = False
    custom: bool = False
    opened: bool = False


@dataclass(frozen=True)
class Asked:
    """Why, where the goods are, and how many days ago they were `delivered`, `estimated`, `placed` (None: not
    yet).
    """

    reason: str
    country: str
    since: Mapping[str, int | None]


@dataclass(frozen=True)
class Outcome:
    """One way out. `refund` is what the customer gets back, `pays` what sending back costs them.

    `freight_by`: shop, customer or none (nothing is sent back). `by_date` counts from now as if the goods had
    come (`by_from` = goods_received) or the decision been made (decision) today; None for what is not open.
    `steps` and `why_not` are keys of policy texts (or `why_not` is a code of `choices.WhyNot`); `clause` may
    name several, one per line, joined by a comma.
    """

    kind: str
    refund: Money
    pays: Money
    freight_by: str
    goods_back: bool
    by_date: date | None
    by_from: str
    by_key: str
    steps: tuple[str, ...]
    clause: str
    available: bool
    why_not: str = ""
    priced: bool = False


def options(view: PolicyView, goods: Sequence[Goods], asked: Asked, now: datetime) -> list[Outcome]:
    """Every way out for all these goods together, in the policy's order.

    A way is open only if it is open for each line; money adds up, the later date counts.
    """
    per_line = [_of_line(view, one, asked, now) for one in goods]
    kinds = list(dict.fromkeys(kind for line in per_line for kind in line))
    return [_with_label(view, _together([line.get(kind) for line in per_line])) for kind in kinds]


def _of_line(view: PolicyView, goods: Goods, asked: Asked, now: datetime) -> dict[str, Outcome]:
    facts = {
        "reason": asked.reason, "country": asked.country, "since": asked.since, "kind": goods.kind,
        "opened": goods.opened, "hygiene": goods.hygiene, "custom": goods.custom,
    }  # fmt: skip
    row = view.first("remedies", facts)
    given: Iterable[Mapping[str, Any]] = row.result.get("outcomes", ()) if row else ()
    return {one["kind"]: _outcome(view, one, goods, row.clause if row else "", now) for one in given}


def _outcome(view: PolicyView, given: Mapping[str, Any], goods: Goods, clause: str, now: datetime) -> Outcome:
    kept = _may_be_kept(view, given, goods.paid)
    goods_back = bool(given.get("goods_back")) and not kept
    by_from = given.get("by_from", "decision") if goods_back else "decision"
    available = bool(given.get("available", True))
    return Outcome(
        kind=given["kind"], refund=_money_back(view, given, goods), pays=Money.zero(goods.paid.currency),
        freight_by=given.get("return_freight", "none") if goods_back else "none", goods_back=goods_back,
        by_date=_by(view, given["by"], now) if available else None, by_from=by_from, by_key=given["by"],
        steps=() if kept else tuple(given.get("steps", ())), clause=clause, available=available,
        why_not="" if available else given.get("why_not", NO_RULE), priced=bool(given.get("priced")),
    )  # fmt: skip


def _money_back(view: PolicyView, given: Mapping[str, Any], goods: Goods) -> Money:
    percent = given.get("refund_percent", 0)
    percent = view.number_of(percent) if isinstance(percent, str) else percent
    money = goods.paid.share(Fraction(percent, 100))
    return money + goods.freight if given.get("outward_freight") else money


def _may_be_kept(view: PolicyView, given: Mapping[str, Any], paid: Money) -> bool:
    """Goods that cost less than sending them back is worth stay with the customer."""
    if "keep_below" not in given:
        return False
    threshold = view.money(given["keep_below"])
    return threshold.currency == paid.currency and paid < threshold


def _by(view: PolicyView, key: str, now: datetime) -> date:
    calendar, value = view.calendar("shop"), view.value(key)
    match value.unit:
        case "working_days":
            return local_day(calendar, add_working_days(calendar, now, value.amount))
        case "working_hours":
            return local_day(calendar, add_working_time(calendar, now, timedelta(hours=value.amount)))
        case "days":
            return local_day(calendar, now + timedelta(days=value.amount))
        case _:
            raise NoSuchValue(key)


def _together(lines: Sequence[Outcome | None]) -> Outcome:
    """The same way out for several lines as one. `lines` has at least one that knows it."""
    found = [one for one in lines if one is not None]
    closed = next((one for one in found if not one.available), None)
    why_not = closed.why_not if closed else "" if len(found) == len(lines) else NOT_FOR_ALL
    first, dates = found[0], [one.by_date for one in found if one.by_date]
    payers = {one.freight_by for one in found}
    return replace(
        first,
        refund=total([one.refund for one in found], first.refund.currency),
        freight_by=next((who for who in ("customer", "shop") if who in payers), "none"),
        goods_back=any(one.goods_back for one in found),
        by_date=max(dates) if dates and not why_not else None,
        by_from="goods_received" if any(one.by_from == "goods_received" for one in found) else "decision",
        steps=tuple(dict.fromkeys(step for one in found for step in one.steps)),
        clause=", ".join(dict.fromkeys(one.clause for one in found if one.clause)),
        available=not why_not,
        why_not=why_not,
        priced=any(one.priced for one in found),
    )


def _with_label(view: PolicyView, outcome: Outcome) -> Outcome:
    """One parcel, one label, however many lines are in it."""
    if not outcome.available or outcome.freight_by != "customer" or LABEL_COST not in view.values:
        return outcome
    return replace(outcome, pays=view.money(LABEL_COST))
