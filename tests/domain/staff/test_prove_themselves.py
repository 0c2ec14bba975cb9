"""Passwords, codes of an app, passkeys."""

from datetime import timedelta

import pytest

from evenhand.domain.staff.actions import (
    WeakPassword,
    add_passkey,
    confirm_totp,
    enrol_totp,
    note_passkey_used,
    set_password,
    use_totp,
)
from evenhand.domain.staff.queries import factors_of, member_with_password
from evenhand.foundation.access.actors import SYSTEM
from tests.make.moments import NOW, later
from tests.make.staff import PASSWORD, make_member, make_ready_member, totp_code

pytestmark = pytest.mark.django_db


def test_the_right_password_finds_the_member_and_a_wrong_one_nobody():
    person = make_ready_member(email="mina@shop.example")
    assert member_with_password("mina@shop.example", PASSWORD) == person
    assert member_with_password("mina@shop.example", "something else") is None
    assert member_with_password("nobody@shop.example", PASSWORD) is None


def test_a_member_without_a_password_cannot_be_entered_by_an_empty_one():
    make_member(email="mina@shop.example")
    assert member_with_password("mina@shop.example", "") is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "short"),
        ("123456789012", "common"),
        ("aaaabbbbaaaa", "common"),
        ("mina.berg-berg", "own_name"),
    ],
)
def test_a_password_that_would_be_guessed_is_refused(password, code):
    person = make_member(name="Mina Berg-Berg")
    with pytest.raises(WeakPassword) as trouble:
        set_password(member_id=person.id, password=password, actor=SYSTEM, now=NOW)
    assert trouble.value.code == code


def test_a_new_password_moves_the_epoch_on():
    person = make_ready_member()
    before = person.epoch
    assert (
        set_password(member_id=person.id, password="another harbour", actor=SYSTEM, now=NOW).epoch
        == before + 1
    )


def test_an_app_counts_once_its_first_code_was_right():
    person = make_member()
    secret = enrol_totp(member_id=person.id, actor=SYSTEM, now=NOW)
    assert enrol_totp(member_id=person.id, actor=SYSTEM, now=NOW) == secret
    assert not confirm_totp(member_id=person.id, code="000000", actor=SYSTEM, now=NOW)
    assert not use_totp(member_id=person.id, code=totp_code(secret, NOW), actor=SYSTEM, now=NOW)
    assert confirm_totp(member_id=person.id, code=totp_code(secret, NOW), actor=SYSTEM, now=NOW)
    person.refresh_from_db()
    assert factors_of(person) == {"totp"}


@pytest.mark.case(75)
def test_a_code_is_good_once_even_within_its_half_minute():
    person = make_ready_member()
    moment = later(minutes=5)
    code = totp_code(person.totp_secret, moment)
    assert use_totp(member_id=person.id, code=code, actor=SYSTEM, now=moment)
    assert not use_totp(member_id=person.id, code=code, actor=SYSTEM, now=moment)


def test_an_older_code_is_refused_after_a_newer_one():
    person = make_ready_member()
    newer, older = later(minutes=5), later(minutes=5) - timedelta(seconds=30)
    assert use_totp(member_id=person.id, code=totp_code(person.totp_secret, newer), actor=SYSTEM, now=newer)
    assert not use_totp(
        member_id=person.id, code=totp_code(person.totp_secret, older), actor=SYSTEM, now=newer
    )


@pytest.mark.parametrize("drift", [-95, 95])
def test_a_code_of_another_time_is_refused(drift):
    person = make_ready_member()
    moment = later(minutes=5)
    code = totp_code(person.totp_secret, moment + timedelta(seconds=drift))
    assert not use_totp(member_id=person.id, code=code, actor=SYSTEM, now=moment)


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "\u0661\u0662\u0663\u0664\u0665\u0666", "abcdef", "0" * 5000]
)
def test_what_is_no_code_is_refused_without_a_crash(code):
    assert not use_totp(member_id=make_ready_member().id, code=code, actor=SYSTEM, now=later(minutes=5))


@pytest.mark.case(76)
def test_a_passkey_whose_counter_stands_still_was_copied():
    person = make_member()
    passkey = add_passkey(
        member_id=person.id,
        credential_id=b"c",
        public_key=b"k",
        sign_count=5,
        name="Laptop",
        actor=SYSTEM,
        now=NOW,
    )
    assert factors_of(person) == {"passkey"}
    assert note_passkey_used(passkey_id=passkey.id, sign_count=6, actor=SYSTEM, now=NOW)
    assert not note_passkey_used(passkey_id=passkey.id, sign_count=6, actor=SYSTEM, now=NOW)
    assert not note_passkey_used(passkey_id=passkey.id, sign_count=0, actor=SYSTEM, now=NOW)
