"""Asking, adding, following: one matter, both sides the same."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evenhand.domain.conversations.actions import reply, solve, write_note
from evenhand.domain.conversations.models import Attachment, Matter, Message
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.staff import make_ready_member, staff_actor

pytestmark = pytest.mark.django_db
WORDS = "Wann kommt mein Ring? \U0001f48d <b>bitte</b>"


@pytest.fixture(autouse=True)
def _shop(time_machine):
    time_machine.move_to(NOW, tick=False)
    publish_demo_policy()


@pytest.fixture
def ines(client):
    ines = make_customer()
    come_in(client, ines)
    return ines


def text(response):
    return response.content.decode()


def picture(name="clasp.png"):
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"
        "00c9fe92ef0000000049454e44ae426082"
    )
    return SimpleUploadedFile(name, dot, "image/png")


def ask(client, order, **said):
    return client.post(f"/orders/{order.number}/ask", {"words": WORDS, "nonce": uuid4(), **said})


@pytest.mark.req("R-000-1.2c")
def test_a_question_becomes_a_matter_tied_to_the_order(client, ines):
    order = make_order(ines)
    answer = ask(client, order)
    matter = Matter.objects.get()
    assert answer["Location"] == f"/matters/{matter.number}"
    assert (matter.order_id, matter.customer_id, matter.channel) == (order.id, ines.id, "web")
    page = text(client.get(answer["Location"]))
    assert "&lt;b&gt;bitte" in page
    assert "With us" in page
    assert matter.number in text(client.get(f"/orders/{order.number}"))


@pytest.mark.case(41)
def test_sent_twice_by_a_double_click_it_is_one_matter(client, ines):
    order, nonce = make_order(ines), uuid4()
    assert ask(client, order, nonce=nonce)["Location"] == ask(client, order, nonce=nonce)["Location"]
    assert (Matter.objects.count(), Message.objects.count()) == (1, 1)


def test_nothing_said_is_told_how_to_mend(client, ines):
    answer = ask(client, make_order(ines), words="   ")
    assert answer.status_code == 422
    assert "Write a few words, or add a photo" in text(answer)


@pytest.mark.case(55)
def test_a_photo_is_kept_and_seen_by_its_sender_alone(client, ines):
    ask(client, make_order(ines), photos=picture())
    kept = Attachment.objects.get()
    page = client.get(f"/my-file/{kept.pk}")
    assert page["Content-Type"] == "image/webp"
    assert "sandbox" in page["Content-Security-Policy"]
    come_in(client, make_customer())
    assert client.get(f"/my-file/{kept.pk}").status_code == 404


def test_a_file_we_cannot_take_is_named_and_the_words_stay(client, ines):
    answer = ask(client, make_order(ines), photos=SimpleUploadedFile("ring.exe", b"MZ\x90\x00\x03"))
    assert answer.status_code == 422
    assert "ring.exe" in text(answer)
    assert "Wann kommt mein Ring?" in text(answer)
    assert not Matter.objects.exists()


@pytest.mark.req("R-001-3d", "R-001-5b", "R-000-1.2d")
def test_the_answer_is_read_and_the_note_is_not(client, ines):
    matter, mina = make_matter(customer=ines), make_ready_member(name="Mina Berg")
    write_note(matter=matter, body="She sounds cross", actor=staff_actor(mina), now=NOW)
    reply(matter=matter, body="It leaves today.", actor=staff_actor(mina), now=NOW, nonce=uuid4())
    page = text(client.get(f"/matters/{matter.number}"))
    assert "It leaves today." in page
    assert "Mina Berg" in page
    assert "cross" not in page
    assert "With you" in page


def test_adding_says_it_once_and_opens_a_solved_matter(client, ines):
    matter, nonce = make_matter(customer=ines), uuid4()
    actor = staff_actor(make_ready_member())
    reply(matter=matter, body="Done.", actor=actor, now=NOW, nonce=uuid4())
    matter.refresh_from_db()
    solve(matter=matter, actor=actor, now=NOW)
    for _ in range(2):
        client.post(f"/matters/{matter.number}/add", {"words": "Not yet", "nonce": nonce})
    matter.refresh_from_db()
    assert matter.state == "open"
    assert Message.objects.filter(matter=matter, kind="customer").count() == 2


def test_nothing_added_keeps_the_page_and_says_why(client, ines):
    matter = make_matter(customer=ines)
    answer = client.post(f"/matters/{matter.number}/add", {"words": "", "nonce": uuid4()})
    assert answer.status_code == 422
    assert "Write a few words" in text(answer)
    assert "Where is my ring?" in text(answer)


def test_somebody_elses_matter_is_not_there(client, ines):
    foreign = make_matter()
    assert client.get(f"/matters/{foreign.number}").status_code == 404
    assert client.post(f"/matters/{foreign.number}/add", {"words": "x", "nonce": uuid4()}).status_code == 404
    assert Message.objects.filter(matter=foreign).count() == 1


def test_a_matter_asks_the_database_a_fixed_number_of_times(client, ines, django_assert_max_num_queries):
    matter, actor = make_matter(customer=ines), staff_actor(make_ready_member())
    for one in range(10):
        reply(matter=matter, body=f"Answer {one}", actor=actor, now=NOW, nonce=uuid4())
    client.get(f"/matters/{matter.number}")
    with django_assert_max_num_queries(12):
        client.get(f"/matters/{matter.number}")
