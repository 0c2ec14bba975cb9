"""One-time codes: bound to the asking browser, few tries, once, ten minutes; a hit and a miss look the same."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from evenhand.foundation.access.codes import TRIES, Redeemed, ask, issue, new_browser, redeem
from evenhand.foundation.access.models import OneTimeCode
from evenhand.foundation.access.sweep import sweep_access
from tests.make.moments import NOW, later

WHO = uuid4()


def issued(browser="b1", now=NOW) -> str:
    found = issue(ask(purpose="orders", subject_id=WHO, browser=browser, now=now).id, now)
    assert found is not None
    return found[1]


def spend(typed, browser="b1", now=NOW, purpose="orders"):
    return redeem(purpose=purpose, browser=browser, typed=typed, now=now)


@pytest.mark.django_db
def test_the_right_code_at_the_asking_browser_opens_once():
    digits = issued()
    assert spend(digits).subject_id == WHO
    assert spend(digits).subject_id is None


@pytest.mark.django_db
def test_a_code_may_be_typed_with_a_space_in_the_middle():
    digits = issued()
    assert spend(f" {digits[:3]} {digits[3:]} ").subject_id == WHO


@pytest.mark.django_db
def test_the_right_code_at_another_browser_opens_nothing():
    assert spend(issued(), browser="b2").subject_id is None
    assert spend(issued(), browser="").subject_id is None


@pytest.mark.django_db
def test_a_code_for_one_purpose_opens_no_other():
    assert spend(issued(), purpose="erase").subject_id is None


@pytest.mark.django_db
def test_after_ten_minutes_it_is_too_late():
    digits = issued()
    assert spend(digits, now=later(minutes=10)).subject_id is None


@pytest.mark.django_db
def test_after_five_wrong_tries_the_right_one_is_refused():
    digits = issued()
    wrong = f"{(int(digits) + 1) % 10**6:06}"
    left = [spend(wrong).tries_left for _ in range(TRIES)]
    assert left == [4, 3, 2, 1, 0]
    assert spend(digits).subject_id is None


@pytest.mark.django_db
def test_an_older_code_of_the_same_browser_still_opens():
    older = issued()
    issued(now=later(minutes=1))
    assert spend(older, now=later(minutes=2)).subject_id == WHO


@pytest.mark.django_db
def test_a_miss_counts_down_like_a_hit_and_opens_for_nothing():
    missed = ask(purpose="orders", subject_id=None, browser="b9", now=NOW)
    assert issue(missed.id, NOW) is None
    assert [spend("123456", browser="b9") for _ in range(3)] == [
        Redeemed(None, 4),
        Redeemed(None, 3),
        Redeemed(None, 2),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "\0" * 16, "0" * 100_000, "١٢٣٤٥٦"])
def test_no_text_opens_a_code_that_was_never_issued(typed):
    ask(purpose="orders", subject_id=WHO, browser="b1", now=NOW)
    assert spend(typed).subject_id is None


@pytest.mark.django_db
def test_a_code_is_issued_once():
    asked = ask(purpose="orders", subject_id=WHO, browser="b1", now=NOW)
    assert issue(asked.id, NOW) is not None
    assert issue(asked.id, NOW) is None


@pytest.mark.django_db
def test_neither_digits_nor_the_browsers_name_are_stored():
    browser = new_browser()
    digits = issued(browser)
    row = OneTimeCode.objects.get()
    stored = bytes(row.code) + bytes(row.browser)
    assert digits.encode() not in stored
    assert browser.encode() not in stored


@pytest.mark.django_db
def test_old_codes_are_forgotten():
    issued()
    assert sweep_access(later(days=2)) == 1


@pytest.mark.django_db(transaction=True)
def test_one_code_typed_eight_times_at_once_opens_once():
    digits, gate = issued(), Barrier(8)

    def race():
        gate.wait()
        try:
            return spend(digits).subject_id
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = [one.result() for one in [pool.submit(race) for _ in range(8)]]
    assert found.count(WHO) == 1
