"""A passkey in a real browser with a virtual device: made, used, and refused when it should be."""

import json

import pytest
from django.test import override_settings

from evenhand.domain.staff.models import Passkey
from evenhand.domain.staff.queries import factors_of
from evenhand.faces.desk.links import set_up_link
from tests.make.staff import PASSWORD, make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def here(live_server, settings):
    # A passkey belongs to a host name; the test server calls itself by one.
    settings.EVENHAND_URL = live_server.url.replace("127.0.0.1", "localhost")
    return settings.EVENHAND_URL


@pytest.fixture
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    page.device = context.new_cdp_session(page)
    page.device.send("WebAuthn.enable")
    page.device.id = page.device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})[
        "authenticatorId"
    ]
    yield page
    context.close()


def make_passkey(page, person):
    page.goto(set_up_link(person))
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Make my passkey").click()
    page.wait_for_url("**/desk")


def password(page, here, person):
    page.goto(f"{here}/desk/sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def sign_out(page):
    page.context.clear_cookies()


def test_a_passkey_is_made_and_opens_the_desk(page, here):
    person = make_member()
    make_passkey(page, person)
    assert factors_of(person) == {"passkey"}
    sign_out(page)
    password(page, here, person)
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url("**/desk")
    assert Passkey.objects.get().sign_count > 0


@pytest.mark.case(76)
def test_a_deleted_passkey_opens_nothing(page, here):
    person = make_member()
    make_passkey(page, person)
    sign_out(page)
    password(page, here, person)
    Passkey.objects.update(credential_id=b"another one")
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_text("did not prove that it is you").first.wait_for()
    assert not page.url.endswith("/desk")


@pytest.mark.case(76)
def test_an_answer_from_another_address_or_given_twice_is_refused(page, here):
    person = make_member()
    make_passkey(page, person)
    sign_out(page)
    password(page, here, person)
    heard = []
    page.on("request", lambda one: heard.append(one.post_data) if one.method == "POST" else None)
    with override_settings(EVENHAND_URL="https://localhost.evil.example"):
        page.get_by_role("button", name="Use my passkey").click()
        page.get_by_text("did not prove that it is you").first.wait_for()
    assert "passkey=" in heard[0]
    page.evaluate(
        "body => document.querySelector('form[data-passkey]').elements.passkey.value = body",
        answer_in(heard[0]),
    )
    page.evaluate("document.querySelector('form[data-passkey]').submit()")
    page.get_by_text("did not prove that it is you").first.wait_for()
    assert not page.url.endswith("/desk")


def answer_in(body: str) -> str:
    found = body.split('name="passkey"')[-1] if "form-data" in body else body
    from urllib.parse import parse_qs  # noqa: PLC0415 - one use

    text = parse_qs(found)["passkey"][0]
    assert json.loads(text)["rawId"]
    return text
