"""A new root key takes over from an old one while people come, write and go."""

import threading

import pytest

from evenhand.domain.customers.models import Customer
from evenhand.foundation.vault import keys, rotate
from evenhand.foundation.vault.keys import erase_key, new_key
from evenhand.foundation.vault.models import Key
from evenhand.foundation.vault.root import make_root_file, root_keys
from evenhand.foundation.vault.rotate import (
    StillUsed,
    add_root_key,
    count_by_root,
    drop_root_key,
    rewrap_some,
)
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.races import race


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    """A root key file of the test's own."""
    settings.EVENHAND_ROOT_KEY = tmp_path / "keys" / "root"
    make_root_file(settings.EVENHAND_ROOT_KEY)
    keys._opened.clear()
    yield settings.EVENHAND_ROOT_KEY
    keys._opened.clear()


def read_again():
    """As another process would: nothing is remembered."""
    keys._opened.clear()
    return {one.name for one in Customer.objects.all()}


@pytest.mark.django_db
def test_after_the_rotation_everything_opens_without_the_old_key(root):
    people = {make_customer(name=name).name for name in ("Ines", "Bo", "Chen")}
    found = make_customer(email="look@me.example")
    assert add_root_key() == "r2"
    assert rewrap_some() == 4
    drop_root_key("r1")
    assert list(root_keys(root)) == ["r2"]
    assert people < read_again()
    column = Customer._meta.get_field("email_index")
    assert Customer.objects.get(email_index=column.of("look@me.example")) == found


@pytest.mark.case(122)
@pytest.mark.django_db
def test_a_key_that_wraps_anybody_s_may_not_go():
    make_customer()
    add_root_key()
    with pytest.raises(StillUsed) as why:
        drop_root_key("r1")
    assert why.value.count == 1
    with pytest.raises(StillUsed):
        drop_root_key("r2")
    with pytest.raises(KeyError):
        drop_root_key("r7")


@pytest.mark.case(122)
@pytest.mark.django_db
def test_a_rotation_that_was_stopped_goes_on():
    people = {make_customer(name=f"Person {n}").name for n in range(5)}
    add_root_key()
    assert rewrap_some(2) == 2
    assert count_by_root() == {"r1": 3, "r2": 2}
    assert read_again() == people
    while rewrap_some(2):
        pass
    assert count_by_root() == {"r1": 0, "r2": 5}
    assert read_again() == people


@pytest.mark.django_db
def test_the_file_stays_its_owner_s_alone_and_a_third_key_may_follow(root):
    add_root_key()
    drop_root_key("r1")
    assert add_root_key() == "r3"
    drop_root_key("r2")
    assert root.stat().st_mode & 0o777 == 0o600
    assert root.read_text().startswith("index ")
    assert list(root_keys(root)) == ["r3"]


def rotate_wholly(old):
    """Add a key, wrap, drop the old one, however many come in between."""
    add_root_key()
    while True:
        while rewrap_some(20):
            pass
        try:
            return drop_root_key(old)
        except StillUsed:
            continue


@pytest.mark.case(122)
@pytest.mark.django_db(transaction=True)
def test_people_come_and_go_meanwhile_and_nobody_is_lost():
    done = threading.Event()

    def one_of_four(number, barrier):
        barrier.wait()
        if number == 0:
            for old in ("r1", "r2", "r3"):
                rotate_wholly(old)
            return done.set()
        while not done.is_set():
            new_key(NOW)
            erase_key(new_key(NOW).pk)
        return None

    assert race(4, one_of_four) == [None] * 4
    keys._opened.clear()
    left = list(Key.objects.all())
    assert left
    assert {one.root for one in left} == {"r4"}
    assert all(keys.remember(one) for one in left)


@pytest.mark.django_db(transaction=True)
def test_without_the_second_look_a_late_comer_would_be_lost(monkeypatch):
    """The negative control: who read the old key's name before the rotation writes after it."""
    old = keys.newest()
    add_root_key()
    drop_root_key("r1")
    monkeypatch.setattr(keys, "newest", lambda: old)
    late = new_key(NOW)
    monkeypatch.undo()
    keys._opened.clear()
    with pytest.raises(KeyError):
        keys.remember(late)


@pytest.mark.django_db(transaction=True)
def test_a_late_comer_sees_that_a_newer_key_is_there(monkeypatch):
    told = iter([keys.newest()])
    add_root_key()
    drop_root_key("r1")
    truly = keys.newest
    monkeypatch.setattr(keys, "newest", lambda: next(told, None) or truly())
    late = new_key(NOW)
    monkeypatch.undo()
    keys._opened.clear()
    assert late.root == "r2"
    assert keys.remember(late)
    assert rotate.count_by_root() == {"r2": 1}
