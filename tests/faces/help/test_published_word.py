"""What the demo shop publishes, read as a customer reads it: every answer is there, and every number is the engine's."""

import re
from html import unescape

import pytest

from evenhand.demo.opening import open_shop
from evenhand.domain.policy.queries import current
from evenhand.wiring.settle import settle
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    open_shop(NOW)
    return current(NOW)


def page(client, address, language="en"):
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, address
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", main)).split())


@pytest.mark.req("R-003-1.3.4")
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("card", "PayPal", "bank transfer", "gift card")), ("zh-hans", ("银行卡", "PayPal", "礼品卡"))],
)
def test_ways_to_pay_and_when_money_is_taken(client, shop, language, words):
    said = page(client, "/policy/payment", language)
    assert all(word in said for word in words)
    assert str(shop.value("gift_card.valid_years").amount) in said


@pytest.mark.req("R-003-1.3.5")
def test_ways_of_delivery_with_time_price_and_tracking(client, shop):
    said = page(client, "/policy/delivery")
    assert f"up to {shop.days('delivery.near_days')} days" in said
    assert f"up to {shop.days('delivery.far_days')} days" in said
    assert shop.text("delivery.cost_near", "en") in said
    assert "tracked and insured" in said


@pytest.mark.req("R-003-1.3.6")
def test_outside_services_are_named_with_what_they_see(client, shop):
    said = page(client, "/policy/third-parties")
    assert "Carriers" in said
    assert "Payment office" in said
    assert "no outside script" in said


@pytest.mark.req("R-003-1.3.7a")
def test_until_when_one_may_cancel_and_what_it_costs(client, shop):
    said = page(client, "/policy/cancellation")
    for clause in ("K1", "K2"):
        assert shop.clause(clause, "en") in said


@pytest.mark.req("R-003-1.3.7a", "R-003-1.3.7b", "R-002-3.1", "R-004-2a")
def test_what_may_be_returned_until_when_at_whose_cost_and_when_the_money_comes(client, shop):
    said = page(client, "/policy/returns")
    assert f"You have {shop.days('return.window_days')} days" in said
    assert "Who pays the way back" in said
    assert shop.text("return.label_cost", "en") in said
    assert shop.clause("R3", "en") in said
    assert f"within {shop.days('refund.pay_working_days')} working days" in said


@pytest.mark.req("R-002-3.2", "R-000-1.3a")
def test_the_days_on_the_pages_are_those_that_the_clocks_run_by(client, shop):
    clocks = {row.result["key"]: row.result["amount"] for row in shop.table("promises")}
    pages = {
        "return_notice": "/policy/returns",
        "refund_paid": "/policy/refunds",
        "claim_decided": "/policy/guarantee",
        "order_question_answered": "/terms/service",
        "question_answered": "/terms/service",
    }
    for promise, address in pages.items():
        number = shop.value(clocks[promise]).amount
        assert re.search(rf"within {number} working (days|hours)", page(client, address)), promise


@pytest.mark.req("R-003-1.3.8", "R-003-1.3.9", "R-003-4.5")
def test_terms_of_service_are_one_step_from_the_help_center_and_name_law_and_limits(client, shop):
    assert '<a href="/terms/service">' in client.get("/help").content.decode()
    said = page(client, "/terms/service")
    assert "The law of Ireland applies" in said
    assert f"You must be {shop.value('order.minimum_age').amount} years old" in said


@pytest.mark.req("R-001-4d", "R-003-1.3.9")
def test_duties_limits_and_law_are_told_to_customers_abroad(client, shop):
    said = page(client, "/help/a/countries")
    for word in ("customs", "duty", "we send them to Ireland", "law"):
        assert word in said


@pytest.mark.req("R-003-1.3.10", "R-003-2.1d")
def test_the_privacy_page_says_how_data_are_kept_and_whether_they_serve_our_plans(client, shop):
    said = page(client, "/privacy")
    assert "stored in secret writing" in said
    assert "Does it serve our plans?" in said
    assert "You can say no to that" in said


@pytest.mark.req("R-003-3.2")
def test_the_guarantee_names_term_scope_and_what_it_does_not_cover(client, shop):
    said = page(client, "/policy/guarantee")
    assert f"{shop.value('guarantee.legal_years').amount} years" in said
    assert "What it does not cover" in said


@pytest.mark.req("R-003-4.6", "R-003-4.8", "C-24")
def test_complaints_may_be_written_by_post_and_the_makers_address_takes_no_duty_from_us(client, shop):
    said = page(client, "/policy/complaints")
    assert "by mail, phone, fax or post" in said
    assert "You need no account" in said
    assert "the maker's address stands on the product page. Our own duties remain." in said
    assert "4 Tannery Yard" in page(client, "/contact")


@pytest.mark.req("R-004-3b")
@pytest.mark.parametrize(
    "slug", ["ring-size", "mend-a-clasp", "clean-silver", "pearls-and-stones", "nickel", "care-plating"]
)
def test_help_for_wearing_and_care_is_found_by_search_and_read(client, shop, slug):
    settle(NOW)
    said = page(client, f"/help/a/{slug}")
    assert len(said) > 200
    title = re.match(r".*?<h1[^>]*>([^<]+)", client.get(f"/help/a/{slug}").content.decode(), re.DOTALL)[1]
    assert f'href="/help/a/{slug}"' in client.get("/search", {"q": title}).content.decode()


@pytest.mark.req("R-000-1.1c")
def test_the_same_channels_are_offered_from_every_country(client, shop):
    seen = set()
    for zone in ("Asia/Tokyo", "America/Lima", "Africa/Lagos", "Asia/Dubai", "Europe/Lisbon"):
        client.cookies["zone"] = zone
        html = client.get("/contact").content.decode()
        seen.add(tuple(re.findall(r'href="((?:mailto|tel):[^"]+)"', html)))
    assert len(seen) == 1
    assert len(seen.pop()) >= 2
