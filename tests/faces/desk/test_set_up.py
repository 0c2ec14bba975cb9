"""The one-time link of a new member."""

import pytest

from evenhand.domain.staff.queries import factors_of
from evenhand.faces.desk.command import run_command
from evenhand.faces.desk.links import set_up_link
from tests.make.moments import NOW, later
from tests.make.staff import PASSWORD, make_member, totp_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def path_of(link):
    return "/desk/set-up/" + link.rpartition("/")[2]


def with_password(client, person):
    return client.post(path_of(set_up_link(person)), {"password": PASSWORD})


def test_password_then_app_then_the_desk(client):
    person = make_member()
    assert with_password(client, person)["Location"] == "/desk/set-up"
    client.get("/desk/set-up")
    page = client.get("/desk/set-up/app").content.decode()
    person.refresh_from_db()
    assert person.totp_secret in page
    answer = client.post("/desk/set-up/app", {"code": totp_code(person.totp_secret, NOW)})
    assert answer["Location"] == "/desk"
    person.refresh_from_db()
    assert factors_of(person) == {"totp"}
    assert client.get("/desk/prove-again").status_code == 200


@pytest.mark.case(71)
def test_a_used_link_is_used_up(client):
    person = make_member()
    link = path_of(set_up_link(person))
    client.post(link, {"password": PASSWORD})
    assert client.get(link).status_code == 410
    assert client.post(link, {"password": "somebody else's harbour"}).status_code == 410


@pytest.mark.case(71)
def test_a_link_is_good_for_a_day(client, time_machine):
    link = path_of(set_up_link(make_member()))
    time_machine.move_to(later(hours=24.1), tick=False)
    assert client.get(link).status_code == 410


@pytest.mark.case(71)
@pytest.mark.parametrize("token", ["x", "a:b:c", "eyJ9:1:2", "%00"])
def test_a_forged_link_opens_nothing(client, token):
    assert client.get(f"/desk/set-up/{token}").status_code in (404, 410)


def test_a_weak_password_says_how_to_mend_it_and_uses_nothing_up(client):
    person = make_member()
    link = path_of(set_up_link(person))
    assert "at least 12 characters" in client.post(link, {"password": "short"}).content.decode()
    assert client.get(link).status_code == 200


@pytest.mark.parametrize("page", ["/desk/set-up", "/desk/set-up/app", "/desk/set-up/passkey"])
def test_nobody_sets_up_a_proof_without_a_link(client, page):
    assert client.get(page).status_code == 404
    assert client.post(page, {"code": "123456"}).status_code == 404


def test_a_wrong_code_confirms_nothing(client):
    person = make_member()
    with_password(client, person)
    client.get("/desk/set-up/app")
    assert "not right" in client.post("/desk/set-up/app", {"code": "000000"}).content.decode()
    assert factors_of(person) == set()


@pytest.mark.parametrize(
    "answer",
    ["", "{}", "[]", "null", '{"rawId": 5}', '{"id":"x","rawId":"eA","response":{},"type":"public-key"}'],
)
def test_what_is_no_passkey_is_refused_without_a_crash(client, answer):
    person = make_member()
    with_password(client, person)
    client.get("/desk/set-up/passkey")
    assert client.post("/desk/set-up/passkey", {"passkey": answer}).status_code == 200
    assert factors_of(person) == set()


def test_the_command_prints_a_link_that_works(client, capsys):
    assert run_command(["nora@shop.example", "--name", "Nora", "--role", "owner"]) == 0
    link = capsys.readouterr().out.splitlines()[-1]
    assert "Welcome, Nora" in client.get(path_of(link)).content.decode()
    assert run_command(["nora@shop.example"]) == 1
    assert run_command(["nora@shop.example", "--again"]) == 0
    assert run_command(["nobody@shop.example", "--again"]) == 1
