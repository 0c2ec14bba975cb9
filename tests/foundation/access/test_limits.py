"""Token buckets that hold for all processes at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import RequestFactory, override_settings

from evenhand.foundation.access.limits import Limit, give_back, source_of, take
from tests.make.moments import NOW, later

FOUR_PER_ACCOUNT = Limit("test.account", 4, timedelta(hours=1))
THREE = Limit("test.three", 3, timedelta(hours=1))


@pytest.mark.django_db
def test_a_limit_lets_its_number_through_and_no_more():
    assert [take(THREE, "a", NOW) for _ in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_each_value_and_each_limit_has_its_own():
    for _ in range(4):
        take(THREE, "a", NOW)
    assert take(THREE, "b", NOW)
    assert take(Limit("test.other", 3, timedelta(hours=1)), "a", NOW)


@pytest.mark.case(65)
@pytest.mark.django_db
def test_it_fills_again_with_time_and_never_above_its_number():
    for _ in range(3):
        take(THREE, "a", NOW)
    assert not take(THREE, "a", later(minutes=19))
    assert take(THREE, "a", later(minutes=21))
    assert [take(THREE, "a", later(days=3)) for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_a_refused_try_does_not_push_the_next_one_away():
    for _ in range(3):
        take(THREE, "a", NOW)
    for minute in range(1, 20):
        assert not take(THREE, "a", later(minutes=minute))
    assert take(THREE, "a", later(minutes=21))


@pytest.mark.django_db
def test_a_clock_that_goes_back_gives_nothing_away():
    for _ in range(3):
        take(THREE, "a", later(hours=1))
    assert not take(THREE, "a", NOW)


@pytest.mark.django_db
def test_after_a_clock_that_ran_ahead_it_fills_again_from_now_on():
    for _ in range(3):
        take(THREE, "a", later(hours=9))
    assert not take(THREE, "a", NOW)
    assert not take(THREE, "a", later(minutes=19))
    assert take(THREE, "a", later(minutes=21))


@pytest.mark.django_db
def test_who_proved_themselves_starts_afresh():
    for _ in range(3):
        take(THREE, "a", NOW)
    give_back(THREE, "a")
    assert take(THREE, "a", NOW)


@pytest.mark.django_db(transaction=True)
def test_twelve_at_once_take_three():
    gate = Barrier(12)

    def race():
        gate.wait()
        try:
            return take(THREE, "a", NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        found = [one.result() for one in [pool.submit(race) for _ in range(12)]]
    assert found.count(True) == 3


def test_a_household_has_one_source_in_version_six():
    one = coming_from("2001:db8:1:2:3:4:5:6")
    assert one == coming_from("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"


def coming_from(address):
    return source_of(RequestFactory().get("/", REMOTE_ADDR=address))


@pytest.mark.case(65)
def test_no_spelling_of_an_address_is_another_source():
    """A network whose number holds zeros is written short: what follows is the host, and a household has many."""
    spelled = ["2001:db8::1", "2001:DB8::2", "2001:db8:0:0:9::", "2001:db8::ffff:1:2:3", "[2001:db8::7]:4711"]
    assert {coming_from(one) for one in spelled} == {"2001:db8::"}
    assert {
        coming_from(one) for one in ["192.0.2.7", "192.0.2.7:81", "::ffff:192.0.2.7", "[::ffff:192.0.2.7]:9"]
    } == {"192.0.2.7"}
    assert coming_from("unix") == "unix"
    assert coming_from("2001:db8:0:1::1") != coming_from("2001:db8:0:2::1")


@pytest.mark.case(65)
@pytest.mark.django_db
def test_a_thousand_addresses_of_one_network_are_one_and_a_thousand_networks_share_one_account():
    one_household = [take(THREE, coming_from(f"2001:db8::{number:x}"), NOW) for number in range(1_000)]
    assert one_household.count(True) == 3
    account = [
        take(FOUR_PER_ACCOUNT, "ada@shop.example", NOW)
        for number in range(1_000)
        if take(THREE, f"10.{number}.0.1", NOW)
    ]
    assert (len(account), account.count(True)) == (1_000, 4)


@pytest.mark.case(62)
def test_what_a_visitor_says_of_their_address_is_not_believed():
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="10.0.0.1")
    assert source_of(request) == "192.0.2.7"
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        behind = RequestFactory().get(
            "/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.1, 192.0.2.9"
        )
        assert source_of(behind) == "192.0.2.9"
