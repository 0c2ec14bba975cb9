"""Is it really you? The register answers; a fake can be reported."""

import pytest

from evenhand.domain.channels.actions import retire_contact_point
from evenhand.domain.conversations.queries import matters_of, messages_of
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.outgoing import send_later
from evenhand.foundation.mail.written import Written
from tests.make.channels import make_contact_point
from tests.make.customers import make_customer
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db


def answer_to(client, contact):
    return client.get("/verify", {"contact": contact}).content.decode()


@pytest.mark.req("R-000-1.2e")
@pytest.mark.parametrize("spelling", ["+353 20 910 0123", "00353 20 9100123", "+353-20-910-0123"])
def test_our_number_is_ours_however_it_is_spelt(client, spelling):
    make_contact_point("phone")
    assert "Yes, this is ours" in answer_to(client, spelling)


@pytest.mark.req("R-000-1.2e")
def test_a_retired_address_is_said_to_be_retired(client):
    point = make_contact_point("mail")
    retire_contact_point(point=point, actor=SYSTEM, now=NOW)
    assert "It was ours, but we no longer use it" in answer_to(client, point.address)


@pytest.mark.req("R-000-1.2e")
def test_a_look_alike_is_not_ours_and_named(client):
    make_contact_point("mail")
    html = answer_to(client, "care@linnetandl0am.example")
    assert "No, this is not ours" in html
    assert "which is care@linnetandloam.example" in html


def test_what_was_typed_is_shown_harmless(client):
    html = answer_to(client, "<script>alert(1)</script>")
    assert "No, this is not ours" in html
    assert "<script>alert" not in html


def test_the_code_at_the_foot_of_a_letter_is_known(client):
    customer = make_customer()
    written = Written(
        letter="answer", language="en", subject="Hello", text="Hello", html="<p>Hello</p>", from_name="Us"
    )
    send_later(written, to=customer.email, key=customer.key, about={}, now=NOW)
    code = Outgoing.objects.get().check_code
    assert "Yes, we wrote this letter" in answer_to(client, code.lower().replace("-", " "))
    assert "Yes, we wrote this letter" not in answer_to(client, "AAAA-AAAA")
    assert customer.email not in answer_to(client, code)


@pytest.mark.req("R-000-1.2e")
def test_a_reported_fake_is_a_matter(client):
    said = {"words": "+1 555 0100 asked for my card.", "email": "ada@mail.example"}
    assert client.post("/verify/report", said).url == "/verify/reported"
    (matter,) = matters_of(SYSTEM)
    assert matter.subject == "Somebody pretends to be us"
    assert [one.body for one in messages_of(SYSTEM, matter)] == [said["words"]]
    assert client.post("/verify/report", {"words": "", "email": ""}).status_code == 422
