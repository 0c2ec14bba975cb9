"""Two proofs, or no session."""

import time
from statistics import median

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.test import override_settings

from evenhand.domain.staff.actions import deactivate_member, set_password
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.timeline.models import Entry
from tests.make.moments import NOW, later
from tests.make.staff import PASSWORD, make_member, make_ready_member, sign_in, totp_code

pytestmark = pytest.mark.django_db
DOOR, PROOF = "/desk/sign-in", "/desk/sign-in/proof"


@pytest.fixture(autouse=True)
def _later_that_day(time_machine):
    time_machine.move_to(later(minutes=5), tick=False)


@pytest.fixture
def person():
    return make_ready_member(email="mina@shop.example")


def password(client, email="mina@shop.example", word=PASSWORD, **more):
    return client.post(DOOR, {"email": email, "password": word, **more})


def code(client, person, moment=None):
    return client.post(PROOF, {"code": totp_code(person.totp_secret, moment or later(minutes=5))})


def is_in(client):
    return client.get("/desk/prove-again").status_code == 200


def test_password_and_code_open_the_desk_and_it_is_recorded(client, person):
    assert password(client)["Location"] == PROOF
    assert code(client, person)["Location"] == "/desk"
    assert is_in(client)
    entry = Entry.objects.get(name="staff.signed_in")
    assert (entry.actor_id, entry.data["factor"]) == (person.id, "totp")


@pytest.mark.case(75)
def test_the_password_alone_opens_nothing(client, person):
    password(client)
    assert not is_in(client)
    assert client.get("/desk/prove-again")["Location"].startswith(DOOR)


@pytest.mark.case(75)
def test_the_second_step_cannot_be_taken_first(client, person):
    assert code(client, person)["Location"] == DOOR
    assert not is_in(client)


@pytest.mark.case(75)
def test_one_code_opens_one_session(client, person):
    password(client)
    code(client, person)
    client.post("/desk/sign-out")
    password(client)
    assert code(client, person).status_code == 200
    assert not is_in(client)


@pytest.mark.case(75)
def test_codes_cannot_be_guessed(client, person):
    password(client)
    for _ in range(5):
        client.post(PROOF, {"code": "000000"})
    assert "Too many tries" in code(client, person).content.decode()
    assert not is_in(client)


def test_between_the_steps_there_are_ten_minutes(client, person, time_machine):
    password(client)
    time_machine.move_to(later(minutes=16), tick=False)
    assert code(client, person, later(minutes=16))["Location"] == DOOR


@pytest.mark.case(78)
@pytest.mark.parametrize(
    "ends",
    [
        lambda one: deactivate_member(member_id=one.id, actor=SYSTEM, now=NOW),
        lambda one: set_password(member_id=one.id, password="one more harbour", actor=SYSTEM, now=NOW),
    ],
    ids=["deactivated", "new password"],
)
def test_who_loses_the_right_between_the_steps_stays_out(client, person, ends):
    password(client)
    ends(person)
    assert code(client, person)["Location"] == DOOR


@pytest.mark.case(69)
def test_unknown_wrong_and_closed_read_the_same(client, person):
    gone = make_ready_member(email="gone@shop.example")
    deactivate_member(member_id=gone.id, actor=SYSTEM, now=NOW)
    pages = {
        password(client, mail, word).content.decode().split("<main")[1].replace(mail, "").partition("csrf")[0]
        for mail, word in [
            ("mina@shop.example", "wrong"),
            ("nobody@shop.example", "wrong"),
            ("gone@shop.example", PASSWORD),
        ]
    }
    assert len(pages) == 1
    assert "do not belong together" in pages.pop()


class Slow(PBKDF2PasswordHasher):
    iterations = 60_000


@pytest.mark.case(69)
@override_settings(PASSWORD_HASHERS=[f"{__name__}.Slow"])
def test_unknown_and_wrong_take_the_same_time(client, person, time_machine):
    time_machine.move_to(later(minutes=6), tick=True)
    person.password = make_password(PASSWORD)
    person.save(update_fields=["password"])

    def taken(email):
        begun = time.perf_counter()
        password(client, email, "wrong")
        return time.perf_counter() - begun

    taken("first@shop.example")
    pairs = [(taken("mina@shop.example"), taken(f"nobody{one}@shop.example")) for one in range(7)]
    known, unknown = median(one[0] for one in pairs), median(one[1] for one in pairs)
    assert 0.5 < known / unknown < 2  # without the stand-in hash it is beyond 10


@pytest.mark.case(65)
def test_ten_wrong_passwords_close_the_address_for_a_while(client, person):
    for _ in range(10):
        password(client, word="wrong")
    assert "Too many tries" in password(client).content.decode()


def test_a_member_without_second_proof_is_told_what_to_do(client):
    one = make_member(email="new@shop.example")
    set_password(member_id=one.id, password=PASSWORD, actor=SYSTEM, now=NOW)
    assert "set-up link" in password(client, "new@shop.example").content.decode()
    assert not is_in(client)


def test_one_comes_back_to_where_one_wanted_to_go(client, person):
    door = client.get("/desk/prove-again?next=/desk/m/M-1")["Location"]
    assert door.startswith(f"{DOOR}?next=")
    password(client, next="/desk/prove-again")
    assert code(client, person)["Location"] == "/desk/prove-again"


@pytest.mark.case(80)
def test_one_never_comes_back_to_another_host(client, person):
    password(client, next="//evil.example/desk")
    assert code(client, person)["Location"] == "/desk"


@pytest.mark.case(72)
def test_signing_in_renews_the_session_id(client, person):
    password(client)
    before = client.cookies["sessionid"].value
    code(client, person)
    assert client.cookies["sessionid"].value != before


@pytest.mark.case(72, 78)
@pytest.mark.parametrize(
    "ends",
    [
        lambda one: deactivate_member(member_id=one.id, actor=SYSTEM, now=NOW),
        lambda one: set_password(member_id=one.id, password="one more harbour", actor=SYSTEM, now=NOW),
    ],
    ids=["deactivated", "new password"],
)
def test_the_next_click_after_the_right_ended_is_signed_out(client, person, ends):
    sign_in(client, person, later(minutes=5))
    assert is_in(client)
    ends(person)
    assert not is_in(client)


@pytest.mark.case(72)
def test_signing_out_ends_the_session_on_the_server(client, person):
    sign_in(client, person, later(minutes=5))
    kept = client.cookies["sessionid"].value
    client.post("/desk/sign-out")
    client.cookies["sessionid"] = kept
    assert not is_in(client)


def test_what_was_typed_is_kept_but_never_the_password(client):
    page = password(client, "mina@shop", "secret harbour").content.decode()
    assert 'value="mina@shop"' in page
    assert "secret harbour" not in page
    assert "name@example.com" in page


def test_a_fresh_proof_is_asked_again_and_given(client, person):
    sign_in(client, person, NOW)
    answer = client.post(
        "/desk/prove-again", {"code": totp_code(person.totp_secret, later(minutes=5)), "next": "/desk/m/M-1"}
    )
    assert answer["Location"] == "/desk/m/M-1"
    assert client.session["staff"]["proved"] == later(minutes=5).timestamp()
