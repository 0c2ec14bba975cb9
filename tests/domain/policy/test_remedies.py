"""Every way out, with its money, freight, date and clause, as the demo shop's own policy says."""

from datetime import date

import pytest

from evenhand.domain.policy.queries import Asked, Goods, Outcome, current, options
from evenhand.foundation.money.values import Money
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy

pytestmark = pytest.mark.django_db


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def asked(reason: str = "changed_mind", *, country: str = "FR", days: int | None = 3) -> Asked:
    return Asked(reason, country, {"delivered": days, "estimated": None, "placed": (days or 0) + 5})


def goods(minor: int = 4900, freight: int = 450, **facts) -> Goods:
    return Goods(paid=eur(minor), freight=eur(freight), kind=facts.pop("kind", "jewellery"), **facts)


def ways(*of: Goods, **why) -> dict[str, Outcome]:
    return {one.kind: one for one in options(current(NOW), of or (goods(),), asked(**why), NOW)}


@pytest.fixture(autouse=True)
def policy() -> None:
    publish_demo_policy()


@pytest.mark.req("R-003-1.3.7a", "R-003-1.3.7b")
@pytest.mark.parametrize(("days", "clause", "refund"), [(14, "R1", 5350), (15, "R2", 4900), (30, "R2", 4900)])
def test_the_day_decides_which_clause_holds_and_whether_the_way_out_is_paid_back(
    days: int, clause: str, refund: int
) -> None:
    way = ways(days=days)["refund"]

    assert (way.clause, way.refund, way.freight_by, way.pays) == (clause, eur(refund), "customer", eur(490))
    assert (way.by_from, way.by_date) == ("goods_received", date(2026, 11, 23))
    assert way.steps


def test_after_the_window_the_way_out_is_shown_closed_with_why() -> None:
    way = ways(days=31)["refund"]

    assert not way.available
    assert (way.why_not, way.by_date, way.pays) == ("why.too_late", None, eur(0))


@pytest.mark.req("R-003-1.3.7a")
def test_the_country_can_change_who_pays() -> None:
    way = ways(country="BR", days=7)["refund"]

    assert (way.clause, way.freight_by, way.refund, way.pays) == ("R4", "shop", eur(5350), eur(0))


@pytest.mark.req("R-003-1.3.7b")
def test_a_broken_seal_closes_what_a_whole_one_leaves_open() -> None:
    assert not ways(goods(hygiene=True, opened=True))["refund"].available
    assert ways(goods(hygiene=True, opened=False))["refund"].available


@pytest.mark.req("R-003-1.3.7a")
def test_a_fault_is_never_the_customers_cost() -> None:
    for reason in ("broken", "wrong_item", "transit_damage", "quality", "missing_part"):
        open_ways = [one for one in ways(reason=reason).values() if one.available]
        assert open_ways, reason
        assert all(one.freight_by != "customer" and not one.pays for one in open_ways), reason


@pytest.mark.req("R-000-1.4c", "R-004-1b", "C-11", "R-002-3.3")
@pytest.mark.parametrize(
    ("reason", "kinds"),
    [
        ("broken", {"refund", "reship", "repair", "partial_compensation"}),
        ("wrong_item", {"refund", "reship", "partial_compensation"}),
        ("missing_part", {"spare_part", "partial_compensation", "refund"}),
        ("transit_damage", {"reship", "refund", "partial_compensation"}),
        ("quality", {"refund", "exchange", "repair", "partial_compensation"}),
        ("changed_mind", {"refund", "exchange", "credit"}),
    ],
)
def test_each_kind_of_trouble_has_its_own_ways_each_with_money_date_and_clause(
    reason: str, kinds: set
) -> None:
    found = ways(reason=reason)

    assert {kind for kind, way in found.items() if way.available} == kinds
    assert all(way.by_date and way.clause and way.steps for way in found.values())
    money = {kind: way.refund.minor for kind, way in found.items()}
    assert {kind for kind, minor in money.items() if minor} == kinds & {
        "refund",
        "partial_compensation",
        "credit",
    }


def test_cheap_goods_need_not_come_back() -> None:
    cheap, dear = ways(goods(2499), reason="broken")["refund"], ways(goods(2500), reason="broken")["refund"]

    assert (cheap.goods_back, cheap.freight_by, cheap.by_from) == (False, "none", "decision")
    assert (dear.goods_back, dear.freight_by, dear.by_from) == (True, "shop", "goods_received")


def test_part_of_the_price_is_the_policys_share() -> None:
    assert ways(goods(4999, 0), reason="quality")["partial_compensation"].refund == eur(1250)


def test_several_lines_are_added_and_share_one_label() -> None:
    way = ways(goods(4900, 300), goods(1000, 150))["refund"]

    assert (way.refund, way.pays) == (eur(6350), eur(490))


def test_a_way_that_one_line_closes_is_closed_for_all() -> None:
    mixed = ways(goods(), goods(custom=True))["refund"]

    assert (mixed.available, mixed.why_not) == (False, "why.custom")
    assert mixed.clause == "R1, R5"


def test_a_way_that_one_line_does_not_know_is_closed_for_all() -> None:
    mixed = ways(goods(), goods(kind="personal_care"), reason="broken", days=3)

    assert mixed["repair"].why_not == "why.no_repair"
    assert ways(goods(), goods(custom=True))["credit"].why_not == "not_for_all_items"


@pytest.mark.req("R-000-1.4a")
def test_a_parcel_is_lost_only_after_its_time() -> None:
    view = current(NOW)
    early = Asked("not_arrived", "FR", {"delivered": None, "estimated": 7, "placed": 12})
    late = Asked("not_arrived", "FR", {"delivered": None, "estimated": 8, "placed": 13})

    assert not any(one.available for one in options(view, [goods()], early, NOW))
    assert {one.kind for one in options(view, [goods()], late, NOW) if one.available} == {"reship", "refund"}


def test_a_reason_without_a_rule_has_no_way_out_of_its_own() -> None:
    assert ways(reason="unheard_of") == {}
