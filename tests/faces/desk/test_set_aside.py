"""A mail that no machine should decide about is seen on the desk, downloaded as it came, and tried again."""

import pytest

from evenhand.domain.conversations.models import Message
from evenhand.domain.staff.models import Member
from tests.make.jobs import run_jobs
from tests.make.mail import come_in, mail_from
from tests.make.staff import make_member

pytestmark = pytest.mark.django_db
RAW = mail_from("mina@shop.example", "<script>alert(1)</script> Refund it")


@pytest.fixture
def row(db):
    make_member(email="mina@shop.example")
    return come_in(RAW)


@pytest.mark.case(4)
def test_it_stands_among_the_troubles_with_its_reason(desk, row):
    page = desk.get("/desk/troubles").content.decode()
    assert "in the name of staff" in page
    assert f"/desk/troubles/mail/{row.pk}" in page


@pytest.mark.case(49)
def test_its_bytes_are_a_download_that_nothing_in_it_can_run(desk, row):
    response = desk.get(f"/desk/troubles/mail/{row.pk}")
    assert response.content == RAW
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


def test_once_its_cause_is_mended_it_is_taken_like_any_other(lead_desk, row):
    wrongly = Member.objects.get(email_index=Member._meta.get_field("email_index").of("mina@shop.example"))
    wrongly.email = "mina.berg@shop.example"
    wrongly.save(update_fields=["email", "email_index"])
    for _ in range(2):
        lead_desk.post(f"/desk/troubles/mail/{row.pk}/again")
    run_jobs("mail")
    assert [one.body for one in Message.objects.all()] == ["<script>alert(1)</script> Refund it"]
    assert lead_desk.get(f"/desk/troubles/mail/{row.pk}").status_code == 404


def test_an_agent_may_look_but_not_try_again(desk, row):
    assert desk.post(f"/desk/troubles/mail/{row.pk}/again").status_code == 403


@pytest.mark.case(17)
def test_a_picture_inside_a_mail_is_shown_from_our_own_file(desk):
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    raw = (
        b"From: ana@post.example\r\nSubject: broken\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b'Content-Type: text/html\r\n\r\n<p>See <img src="cid:p1@x"><img src="https://spy.example/1.gif"></p>\r\n--b\r\n'
        b"Content-Type: image/png; name=ring.png\r\nContent-ID: <p1@x>\r\n\r\n" + png + b"\r\n--b--\r\n"
    )
    message = Message.objects.select_related("matter").get(matter_id=come_in(raw).matter_id)
    page = desk.get(f"/desk/m/{message.matter.number}/talk").content.decode()
    assert f"/desk/file/{message.attachments.get().pk}" in page
    assert "spy.example" not in page
