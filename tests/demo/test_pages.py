"""A stranger plays both sides: is anybody by one click, reads every letter, writes and answers as any customer."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.models import Attachment, Matter, Message
from evenhand.foundation.access.doors import asking
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.wiring.roles import permissions_of
from evenhand.wiring.settle import settle
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.jobs import run_jobs
from tests.make.moments import NOW
from tests.make.orders import make_delivered_order
from tests.make.policy import publish_demo_policy
from tests.make.staff import make_member, make_ready_member, staff_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
ROLES = ("agent", "lead", "bench", "owner")


@pytest.fixture
def letter():
    """An answer of ours to Ana, as it left."""
    publish_demo_policy()
    matter = make_matter(customer=make_customer(name="Ana Prado", email="ana@post.example"))
    reply(matter=matter, body="Your ring is on its way.", actor=staff_actor(make_ready_member()), now=NOW)
    settle(NOW)
    return Outgoing.objects.get(letter="answer")


@pytest.mark.parametrize("role", ROLES)
def test_one_click_opens_the_desk_as_that_role(client, role):
    person = make_member(role, name=f"Mina {role.title()}", email=f"{role}@shop.example")
    html = client.get("/demo").content.decode()
    assert f"/demo/be/staff/{person.id}" in html
    desk = client.post(f"/demo/be/staff/{person.id}", follow=True)
    assert (desk.redirect_chain[-1][0], desk.status_code) == ("/desk", 200)
    who = asking(desk.wsgi_request)
    assert (who.id, who.kind, who.may) == (person.id, "staff", permissions_of(role))


def test_one_click_opens_the_customers_own_orders(client):
    order = make_delivered_order()
    page = client.post(
        f"/demo/be/customer/{order.customer_id}", {"next": f"/orders/{order.number}"}, follow=True
    )
    assert page.status_code == 200
    assert order.number in page.content.decode()
    away = client.post(f"/demo/be/customer/{order.customer_id}", {"next": "https://elsewhere.example/"})
    assert away["Location"] == "/orders"


def test_the_mailbox_shows_a_letter_as_its_receiver_sees_it(client, letter):
    mailbox = client.get("/demo/letters", {"to": "ana@post.example"}).content.decode()
    assert f"/demo/letters/{letter.id}" in mailbox
    assert (
        "/demo/letters/"
        not in client.get("/demo/letters", {"to": "no@post.example"}).content.decode().split("<main")[1]
    )
    page = client.get(f"/demo/letters/{letter.id}").content.decode()
    assert f'src="/demo/letters/{letter.id}/html"' in page
    assert "Your ring is on its way." in page
    framed = client.get(f"/demo/letters/{letter.id}/html")
    assert framed.content.decode().replace('<base target="_top">', "") == letter.html
    assert "default-src 'none'" in framed["Content-Security-Policy"]


def test_an_answer_to_a_letter_threads_where_the_letter_came_from(client, letter):
    sent = client.post(f"/demo/letters/{letter.id}/answer", {"words": "Thank you, it is here."})
    assert sent["Location"] == f"/demo/letters/{letter.id}"
    assert "mail.take" in run_jobs("mail")
    matter = Matter.objects.get()
    said = Message.objects.filter(matter=matter, kind="customer").order_by("sent_at").last()
    assert "Thank you, it is here." in said.body
    assert RawMail.objects.count() == 1


def test_an_empty_answer_is_told_so_and_nothing_comes_in(client, letter):
    page = client.post(f"/demo/letters/{letter.id}/answer", {"words": "  "})
    assert page.status_code == 422
    assert "Write a few words" in page.content.decode()
    assert not RawMail.objects.exists()


def test_a_mail_written_here_comes_in_as_every_mail_does(client):
    publish_demo_policy()
    known = make_customer(name="Ana Prado", email="ana@post.example")
    photo = SimpleUploadedFile("ring.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    said = {"sender": "ana@post.example", "subject": "A bent ring", "words": "It came bent.", "file": photo}
    assert client.post("/demo/write", said)["Location"] == "/demo"
    run_jobs("mail")
    matter = Matter.objects.get()
    assert (matter.customer_id, matter.subject, matter.channel) == (known.id, "A bent ring", "mail")
    assert Message.objects.get(matter=matter, kind="customer").body.strip() == "It came bent."
    assert Attachment.objects.filter(message__matter=matter).count() == 1


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"sender": "nobody", "subject": "A bent ring", "words": "It came bent."}, "It came bent."),
        ({"sender": "ana@post.example", "subject": "A bent ring", "words": ""}, "A bent ring"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, said, kept):
    page = client.post("/demo/write", said)
    html = page.content.decode()
    assert page.status_code == 422
    assert "field-error" in html
    assert kept in html
    assert not RawMail.objects.exists()


@pytest.mark.parametrize(
    "path", ["/", "/help", "/contact", "/orders/find", "/desk/sign-in", "/demo", "/nothing-here"]
)
def test_every_page_says_that_the_shop_is_invented(client, path):
    html = client.get(path).content.decode()
    assert len(re.findall(r'class="demo-ribbon"', html)) == 1
    assert html.index('class="skip"') < html.index('class="demo-ribbon"') < html.index("<main")
    assert "No letter leaves this machine." in html


def test_the_line_tells_when_letters_do_leave(client, settings):
    settings.EVENHAND_SMTP_URL = "smtp://127.0.0.1:9"
    html = client.get("/help").content.decode()
    assert "New letters also leave" in html
    assert "No letter leaves" not in html
