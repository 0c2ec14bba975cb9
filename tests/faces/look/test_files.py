"""What people sent is handed out so that it can do nothing to who opens it, and to nobody else."""

from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from evenhand.domain.conversations.models import Attachment, Matter
from evenhand.domain.conversations.personal import erase
from evenhand.domain.customers.models import Customer
from evenhand.domain.staff.actions import deactivate_member
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.files.disk import path_of
from evenhand.foundation.files.models import StoredFile
from tests.foundation.files.samples import PDF, photo_with_place, picture
from tests.make.customers import make_customer
from tests.make.mail import come_in
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.portal import come_in as enter
from tests.make.staff import make_ready_member, sign_in

pytestmark = pytest.mark.django_db
SCRIPT = b"<script>alert(1)</script>"
ACTIVE = {
    "page.html": b"<html>" + SCRIPT,
    "page.xhtml": b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>" + SCRIPT + b"</html>",
    "pic.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "style.xml": b"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><a/>",
    "run.js": b"alert(1)",
    "page.mht": b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + SCRIPT,
    "ring.jpg": b"<html>" + SCRIPT,
    "both.gif": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "both.pdf": PDF + b"<html>" + SCRIPT,
    "odd.xyz": bytes(range(256)),
}


@pytest.fixture
def ana(client) -> Customer:
    ana = make_customer(email="ana@post.example")
    enter(client, ana, datetime.now(UTC))
    return ana


def by_mail(name: str, data: bytes, kind: str = "application/x-whatever") -> Attachment:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@post.example", "service@shop.example", "My ring"
    mail.set_content("See the file")
    mail.add_attachment(data, maintype=kind.split("/")[0], subtype=kind.split("/")[1], filename=name)
    return Attachment.objects.get(message__matter_id=come_in(mail.as_bytes()).matter_id)


def upload(client, order, name: str, data: bytes, kind: str = "image/jpeg"):
    photo = SimpleUploadedFile(name, data, kind)
    said = {"words": "See the photo", "nonce": uuid4(), "photos": photo}
    return client.post(f"/orders/{order.number}/ask", said)


def staff() -> Client:
    client = Client()
    sign_in(client, make_ready_member(), datetime.now(UTC))
    return client


@pytest.mark.case(49, 50)
@pytest.mark.parametrize("name", ACTIVE)
def test_what_could_act_is_a_sandboxed_download_for_customer_and_staff(client, ana, name: str) -> None:
    kept = by_mail(name, ACTIVE[name], "text/html")
    for who, path in ((client, "/my-file"), (staff(), "/desk/file")):
        answer = who.get(f"{path}/{kept.pk}")
        assert answer.status_code == 200
        assert answer.content == ACTIVE[name]
        if answer["Content-Type"] != "application/pdf":  # a PDF's own scripts are stopped by the sandbox
            assert answer["Content-Type"] == "application/octet-stream"
            assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.case(49, 50)
@pytest.mark.parametrize("name", [one for one in ACTIVE if one not in ("both.pdf", "run.js")])
def test_what_could_act_or_is_two_things_is_not_taken_by_a_form(client, ana, name: str) -> None:
    assert upload(client, make_order(ana), name, ACTIVE[name]).status_code == 422
    assert not StoredFile.objects.exists()


@pytest.mark.case(50)
def test_a_picture_that_is_a_script_as_well_is_shown_as_a_picture_alone(client, ana) -> None:
    kept = by_mail("both.gif", picture("GIF") + b"/*" + SCRIPT, "image/gif")
    answer = client.get(f"/my-file/{kept.pk}")
    assert answer["Content-Type"] == "image/webp"
    assert SCRIPT not in answer.content


@pytest.mark.case(57)
def test_camera_and_place_are_not_in_what_customer_and_staff_are_shown(client, ana) -> None:
    assert upload(client, make_order(ana), "ring.jpg", photo_with_place()).status_code == 302
    kept = Attachment.objects.get()
    for who, path in ((client, "/my-file"), (staff(), "/desk/file")):
        shown = who.get(f"{path}/{kept.pk}")
        assert b"SecretCam" not in shown.content
        assert "ring.webp" in shown["Content-Disposition"]
        with Image.open(BytesIO(shown.content)) as seen:
            assert not seen.getexif()


def near(pk: UUID) -> list[UUID]:
    return [UUID(int=pk.int + 1), UUID(int=pk.int - 1)]


@pytest.mark.case(55)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_file_is_not_there_for_anybody_else_however_it_is_asked_for(client, ana, method: str) -> None:
    kept = by_mail("note.txt", b"Canary words", "text/plain")
    eve = Client()
    enter(eve, make_customer(), datetime.now(UTC))
    for headers in ({}, {"range": "bytes=0-3"}, {"if-none-match": "*"}):
        ask = getattr(eve, method)
        for one in (kept.pk, kept.file_id, *near(kept.pk)):
            answer = ask(f"/my-file/{one}", headers=headers)
            assert (answer.status_code, b"Cana" in answer.content) == (404, False)
        for path in (f"/my-file/{kept.pk}", f"/desk/file/{kept.pk}"):
            assert getattr(Client(), method)(path, headers=headers).status_code in (302, 404, 405)
    assert client.get(f"/my-file/{kept.pk}").content == b"Canary words"


@pytest.mark.case(55, 78)
def test_a_file_is_gone_with_the_right_and_with_the_person(client, ana) -> None:
    kept = by_mail("note.txt", b"Canary words", "text/plain")
    mina, desk = make_ready_member(), Client()
    sign_in(desk, mina, datetime.now(UTC))
    assert desk.get(f"/desk/file/{kept.pk}").status_code == 200
    deactivate_member(member_id=mina.id, actor=SYSTEM, now=NOW)
    assert desk.get(f"/desk/file/{kept.pk}").status_code == 302
    erase(ana.id)
    assert client.get(f"/my-file/{kept.pk}").status_code == 404
    assert staff().get(f"/desk/file/{kept.pk}").status_code == 404


@pytest.mark.case(55)
def test_a_file_whose_bytes_are_gone_is_not_there(client, ana) -> None:
    kept = by_mail("note.txt", b"Canary words", "text/plain")
    path_of(kept.file.place).unlink()
    assert client.get(f"/my-file/{kept.pk}").status_code == 404


def on_disk() -> set[Path]:
    return {path for path in Path(settings.EVENHAND_FILES).rglob("*") if path.is_file()}


@pytest.mark.case(58)
def test_a_hundred_files_at_once_are_told_the_limit_and_none_is_kept(client, ana, settings, tmp_path) -> None:
    settings.EVENHAND_FILES = tmp_path
    photos = [SimpleUploadedFile(f"{n}.png", picture("PNG"), "image/png") for n in range(100)]
    said = {"words": "All of them", "nonce": uuid4(), "photos": photos}
    answer = client.post(f"/orders/{make_order(ana).number}/ask", said)
    assert answer.status_code in (400, 422)
    assert "10" in answer.content.decode()
    assert (Matter.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert on_disk() == set()
