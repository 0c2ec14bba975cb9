"""Staff say how a return comes back; its customer, and nobody else, reads it and opens the label."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evenhand.domain.returns.actions import approve_return
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.mail.models import Outgoing
from evenhand.wiring.settle import settle
from tests.make.customers import make_customer
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.returns import make_return

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def agreed(db):
    publish_demo_policy()
    now = datetime.now(UTC)
    return approve_return(return_id=make_return(now=now).id, actor=SYSTEM, now=now)


def customer_client(customer) -> Client:
    client = Client()
    come_in(client, customer, now=datetime.now(UTC))
    return client


def issue(desk, one, **more):
    return desk.post(f"/desk/returns/{one.number}/label", more, follow=True).content.decode()


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("label.pdf", PDF, "application/pdf")


def test_the_label_staff_add_is_opened_by_its_customer_and_by_no_other(desk, agreed):
    issue(desk, agreed, files=pdf())
    address = f"/returns/{agreed.number}/label"

    hers = customer_client(agreed.customer).get(address)
    assert (hers.content, hers["Content-Type"]) == (PDF, "application/pdf")
    assert desk.get(f"/desk{address}/file").content == PDF
    assert customer_client(make_customer()).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_the_customer_reads_where_to_send_it_on_the_page_and_in_a_letter(desk, agreed):
    issue(desk, agreed, send_to="4 Quay Street\nGalway", send_with="GLW-7")
    settle(datetime.now(UTC))

    page = customer_client(agreed.customer).get(f"/returns/{agreed.number}").content.decode()
    letter = Outgoing.objects.get(letter="return_label")
    for told in ("4 Quay Street", "GLW-7"):
        assert told in page
        assert told in letter.text
    assert "The address for the parcel was given." in page


def test_the_second_of_two_is_told_and_leaves_no_file(desk, agreed):
    issue(desk, agreed, send_to="4 Quay Street")
    page = issue(desk, agreed, files=pdf())

    assert "a colleague was faster" in page
    assert not StoredFile.objects.exists()


def test_a_label_and_an_address_left_out_are_asked_for(desk, agreed):
    assert "Not sent: add the label as a PDF" in issue(desk, agreed, send_to=" ")
