"""The disk for files is full: mail stays with its sender's server, a form with a photo is told so, words go on, nothing is half kept."""

import ctypes
import os
import smtplib
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from evenhand.domain.conversations.models import Matter, Message
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.mail.models import RawMail
from tests.disasters.callers import TOKEN, Caller, Told
from tests.disasters.premises import until
from tests.foundation.files.samples import picture
from tests.make.customers import make_customer
from tests.make.mail import mail_from
from tests.make.orders import make_order
from tests.make.portal import come_in

OWN_MOUNTS = 0x20000


def may_mount() -> bool:
    """Whether this machine lets us have a small disk. Tried in a child, as there is no way back."""
    child = os.fork()
    if child == 0:
        os._exit(ctypes.CDLL(None).unshare(OWN_MOUNTS) != 0)
    return os.waitpid(child, 0)[1] == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not may_mount(), reason="this machine lets nobody mount a small disk"),
]


@pytest.fixture(scope="module")
def env():
    return {"SMALL_DISK": "512k"}


@pytest.fixture(scope="module")
def disk(shop):
    """The files' folder as the programs see it."""
    number = shop.start("web")
    shop.start("work")
    until(lambda: shop.get("/contact")[0] == 200, "the first page")
    return Path(f"/proc/{number}/root{shop.folder}/files")


@pytest.fixture
def full(disk):
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            pass
    yield
    ballast.unlink(missing_ok=True)


def files_on(disk) -> list[Path]:
    return [one for one in disk.rglob("*") if one.is_file() and one.name != "ballast"]


def handed_over(shop, raw: bytes) -> int:
    """What our door says to a mail."""
    with smtplib.SMTP("127.0.0.1", shop.door, timeout=60) as line:
        line.ehlo()
        line.mail("ana@post.example")
        line.rcpt("service@shop.example")
        return line.data(raw)[0]


@pytest.mark.case(125)
def test_mail_stays_where_it_is_safe_until_there_is_room(shop, disk, full):
    raw = mail_from(body="Only once", message_id=f"<{uuid4()}@post.example>")
    before = files_on(disk)
    assert 400 <= until(lambda: door_says(shop, raw), "the door") < 500
    assert (RawMail.objects.count(), files_on(disk)) == (0, before)
    (disk / "ballast").unlink()
    assert handed_over(shop, raw) == 250
    until(lambda: Message.objects.filter(kind="customer").count(), "the mail in its matter")
    assert [one.body for one in Message.objects.filter(kind="customer")] == ["Only once"]


def door_says(shop, raw: bytes) -> int:
    try:
        return handed_over(shop, raw)
    except OSError:
        return 0


@pytest.mark.case(125)
def test_a_photo_is_refused_in_words_and_words_alone_are_taken(shop, disk, full):
    now, client = timezone.now(), Client()
    ana = make_customer(now=now)
    order = make_order(ana, now=now)
    come_in(client, ana, now)
    me = Caller(shop.port, Told(), cookie=client.cookies["sessionid"].value)
    matters, kept, before = Matter.objects.count(), StoredFile.objects.count(), files_on(disk)
    status, page = with_photo(me, order.number)
    assert status == 507
    assert "Nothing of what you sent was kept" in page
    assert 'href="/contact"' in page
    assert (Matter.objects.count(), StoredFile.objects.count(), files_on(disk)) == (matters, kept, before)
    assert me.post(f"/orders/{order.number}/ask", words="Here are my words.", nonce=str(uuid4()))[0] == 302
    assert Matter.objects.count() == matters + 1


def with_photo(me: Caller, number: str) -> tuple[int, str]:
    fields = {"csrfmiddlewaretoken": TOKEN, "nonce": str(uuid4()), "words": "See the photo."}
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    photo = '--x\r\nContent-Disposition: form-data; name="photos"; filename="ring.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = "".join([*parts, photo]).encode() + picture(size=(300, 300)) + b"\r\n--x--\r\n"
    cookies = f"sessionid={me.cookie}; csrftoken={TOKEN}"
    status, _, page = me.send(
        f"/orders/{number}/ask", body, "multipart/form-data; boundary=x", Cookie=cookies
    )
    return status, page.decode()
