"""The served program itself, spoken to as a web server does."""

import asyncio
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from evenhand.config.asgi import application
from evenhand.domain.conversations.models import Matter
from evenhand.foundation.files.models import StoredFile
from tests.foundation.files.samples import picture
from tests.make.customers import make_customer
from tests.make.orders import make_order
from tests.make.portal import come_in
from tests.make.races import apart

pytestmark = pytest.mark.django_db(transaction=True)


def form(order, client) -> tuple[str, bytes, list[tuple[bytes, bytes]]]:
    """A question with a photo, as a browser sends it."""
    page = f"/orders/{order.number}/ask"
    client.get(page)
    fields = {
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
        "nonce": str(uuid4()),
        "words": "Cancel it. No, wait: do not cancel it.",
    }
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    photo = b'--x\r\nContent-Disposition: form-data; name="photos"; filename="ring.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = b"".join(parts) + photo + picture(size=(300, 300)) + b"\r\n--x--\r\n"
    cookies = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    headers = [
        (b"host", b"localhost"), (b"cookie", cookies.encode()), (b"content-length", str(len(body)).encode()),
        (b"content-type", b"multipart/form-data; boundary=x"),
    ]  # fmt: skip
    return page, body, headers


def ask(path: str, headers, pieces: list[dict]) -> int:
    """The status of the answer to a POST whose body comes in these pieces."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": headers, "client": ("192.0.2.1", 5), "server": ("localhost", 80),
    }  # fmt: skip
    waiting, sent = list(pieces), []

    async def receive():
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    async def speak():
        await application(scope, receive, send)

    apart(lambda: asyncio.run(speak()))
    connections.close_all()
    return next((one["status"] for one in sent if one["type"] == "http.response.start"), 0)


@pytest.fixture
def client_of_ana():
    client, ana = Client(), make_customer()
    come_in(client, ana, datetime.now(UTC))
    return client, make_order(ana)


@pytest.mark.case(58)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_form_cut_short_on_its_way_leaves_neither_matter_nor_file(client_of_ana, share: float) -> None:
    client, order = client_of_ana
    page, body, headers = form(order, client)
    part = {"type": "http.request", "body": body[: int(len(body) * share)], "more_body": True}
    assert ask(page, headers, [part]) in (0, 400)
    assert (Matter.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.case(58)
def test_the_same_form_in_two_pieces_is_taken(client_of_ana) -> None:
    client, order = client_of_ana
    page, body, headers = form(order, client)
    half = len(body) // 2
    pieces = [
        {"type": "http.request", "body": body[:half], "more_body": True},
        {"type": "http.request", "body": body[half:], "more_body": False},
    ]
    assert ask(page, headers, pieces) == 302
    assert (Matter.objects.count(), StoredFile.objects.count()) == (1, 1)
