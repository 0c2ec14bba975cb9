import pytest

from evenhand.domain.channels.actions import retire_contact_point
from evenhand.domain.channels.queries import check_contact
from evenhand.foundation.access.actors import SYSTEM
from tests.make.channels import make_contact_point, make_register
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db

OURS = [
    "care@linnetandloam.example", " Care@LinnetAndLoam.example ", "<care@linnetandloam.example>",
    "mailto:care@linnetandloam.example", "+353209100123", "00353 20 910 0123", "+353 (20) 910-0123", "020 910 0123",
    "tel:+353-20-910-0123", "+353 20 910 0124", "https://linnetandloam.example/contact",
    "http://www.linnetandloam.example/orders/A-1009?x=1", "linnetandloam.example", "LINNETANDLOAM.EXAMPLE/",
    "https://social.example/@linnetandloam", "social.example/@linnetandloam/", "@LinnetAndLoam",
    "linnet & loam, 4 tannery yard, cork, T12 DEM0, ireland", "ca\u200bre@linnetandloam.example",
]  # fmt: skip
NOT_OURS = [
    "care@linnetandloam.example.com", "refund@linnetandloam.example", "care@linnetandIoam.co", "+353 20 910 0125",
    "+1 20 910 0123", "https://linnetandloam.example.pay-now.example/contact",
    "https://linnetandloam.example@evil.example/contact", "https://evil.example/linnetandloam.example",
    "https://social.example/@linnetandloam_help", "https://other.example/@linnetandloam", "care", "", "   ",
    "https://[broken", "4 Tannery Yard, Dublin", "сare@linnetandloam.example", "care@linnetandlоam.example", "x" * 5000,
]  # fmt: skip


@pytest.mark.req("R-000-1.2e", "C-06")
@pytest.mark.parametrize("text", OURS)
def test_what_is_ours_is_ours_however_it_is_written(text):
    make_register()
    assert check_contact(text).status == "official"


@pytest.mark.req("R-000-1.2e", "C-06")
@pytest.mark.parametrize("text", NOT_OURS)
def test_what_is_not_ours_is_not_ours_however_it_looks(text):
    make_register()
    assert check_contact(text).status == "not_ours"


@pytest.mark.req("R-000-1.2e")
def test_what_was_ours_is_told_with_its_last_day():
    point = make_contact_point("mail", "hello@old.example")
    retire_contact_point(point=point, actor=SYSTEM, now=NOW)
    answer = check_contact("HELLO@old.example")
    assert (answer.status, answer.retired_on) == ("retired", NOW.date())


@pytest.mark.parametrize(
    "fake",
    [
        "care@linnetandlоam.example",  # a Cyrillic o
        "care@1innetandloam.example",
        "https://linnetandloarn.example",
        "https://linnetandloam-refund.example/",
        "https://linnetandloam.example.pay.example",
        "https://linetandloam.example",
        "@linnetandl0am",
    ],
)
def test_a_fake_that_looks_like_us_is_named_as_one(fake):
    make_register()
    answer = check_contact(fake)
    assert answer.status == "not_ours"
    assert answer.looks_like is not None


def test_a_stranger_is_no_fake_of_us():
    make_register()
    for text in ("somebody@post.example", "https://weather.example", "+1 202 555 0100", "@cats"):
        assert check_contact(text).looks_like is None


@pytest.mark.req("C-25")
def test_an_account_that_only_announces_says_so():
    make_register()
    assert check_contact("@linnetandloam").announce_only
    assert not check_contact("care@linnetandloam.example").announce_only


def test_a_number_read_aloud_without_its_country_is_tried_in_ours():
    make_contact_point("phone", "+44 20 7946 0123")
    make_contact_point("phone", "+1 212 555 0123")
    assert check_contact("020 7946 0123").status == "official"
    assert check_contact("(212) 555-0123").status == "official"
    assert check_contact("020 7946 0124").status == "not_ours"
