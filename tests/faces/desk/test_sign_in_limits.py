"""Guessing at the desk's door: slowed down wherever it comes from, and the owner still gets in."""

import pytest
from django.test import Client

from tests.make.moments import later
from tests.make.staff import PASSWORD, make_ready_member, totp_code

pytestmark = pytest.mark.django_db
DOOR, PROOF = "/desk/sign-in", "/desk/sign-in/proof"


@pytest.fixture(autouse=True)
def _later_that_day(time_machine):
    time_machine.move_to(later(minutes=5), tick=False)


def guess(
    number: int,
    email: str = "ada@shop.example",
    word: str = "wrong harbour wall",
    client: Client | None = None,
) -> bool:
    """Whether this try was heard at all."""
    client = client or Client()
    answer = client.post(
        DOOR, {"email": email, "password": word}, REMOTE_ADDR=f"10.{number // 250}.{number % 250}.7"
    )
    return "Too many tries" not in answer.content.decode()


def let_in(client: Client, person, minutes: int, number: int) -> bool:
    guess(number, person.email, PASSWORD, client)
    said = {"code": totp_code(person.totp_secret, later(minutes=minutes))}
    return client.post(PROOF, said)["Location"] == "/desk"


@pytest.mark.case(65)
def test_a_thousand_addresses_have_no_more_tries_at_one_account_than_one_has() -> None:
    make_ready_member("owner", email="ada@shop.example")
    heard = [
        guess(number, email) for number in range(60) for email in ("ada@shop.example", " ADA@Shop.example ")
    ]
    assert sum(heard) == 10


@pytest.mark.case(65)
def test_one_address_has_no_more_tries_at_a_thousand_accounts() -> None:
    assert sum(guess(1, f"member{number}@shop.example") for number in range(60)) == 30


@pytest.mark.case(65)
def test_a_right_password_between_guesses_buys_no_more_of_them() -> None:
    make_ready_member("owner", email="ada@shop.example")
    mine = make_ready_member(email="eve@shop.example")
    heard = 0
    for _ in range(20):
        heard += guess(1)
        guess(1, mine.email, PASSWORD)
    assert heard == 10


@pytest.mark.case(65)
def test_the_owner_comes_in_where_she_came_in_before_while_others_go_on_guessing(time_machine) -> None:
    ada, hers = make_ready_member("owner", email="ada@shop.example"), Client()
    assert let_in(hers, ada, 5, 900)
    hers.post("/desk/sign-out")
    for minute in range(6, 60):
        time_machine.move_to(later(minutes=minute), tick=False)
        for one in range(5):
            guess(minute * 5 + one)
    assert not guess(901, word=PASSWORD, client=Client()), "elsewhere she waits like everybody"
    assert let_in(hers, ada, 59, 900)


@pytest.mark.case(65)
def test_the_mark_of_a_known_browser_is_good_for_its_person_alone_and_opens_nothing() -> None:
    ada, eve = (
        make_ready_member("owner", email="ada@shop.example"),
        make_ready_member(email="eve@shop.example"),
    )
    theirs = Client()
    assert let_in(theirs, eve, 5, 1)
    theirs.post("/desk/sign-out")
    assert sum(guess(number + 10, ada.email, client=theirs) for number in range(20)) == 10
    assert theirs.get("/desk").status_code == 302
    assert "ada" not in str(theirs.cookies)
    assert "eve@" not in str(theirs.cookies)
