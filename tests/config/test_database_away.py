"""The database is away, or somebody holds a table: we wait a little and say so; mail stays where it cannot be lost."""

import os
import subprocess
import sys
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.make.mail import mail_from
from tests.make.programs import Program

ASK = """
import django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
answers = [client.get("/contact"), client.post("/orders/find", {"number": "EH-1", "email": "a@post.example"}),
           client.get("/api/v1/orders", headers={"authorization": "Bearer x"})]
for one in answers:
    print(one.status_code, one.headers.get("Retry-After"), "Traceback" in one.text or "psycopg" in one.text)
"""
NOWHERE = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}


@pytest.mark.case(125)
def test_every_page_and_every_program_is_told_when_to_come_again() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=NOWHERE, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == ["503 30 False"] * 3


@pytest.mark.case(125)
def test_a_mail_that_comes_meanwhile_is_left_with_its_sender() -> None:
    words = [sys.executable, "-m", "evenhand.config.cli", "mail", "receive", "service@shop.example"]
    done = subprocess.run(words, env=NOWHERE, input=mail_from(), capture_output=True, check=False, timeout=60)
    assert done.returncode == 75, done.stderr[-400:]


@contextmanager
def held(table: str):
    """Another process's lock."""
    taken, free = Event(), Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            taken.set()
            free.wait(30)
        connection.close()

    holder = Thread(target=hold)
    holder.start()
    assert taken.wait(20)
    try:
        yield
    finally:
        free.set()
        holder.join()


@pytest.mark.case(125)
@pytest.mark.django_db(transaction=True)
def test_what_somebody_else_holds_is_waited_for_and_then_said_to_be_away() -> None:
    program = Program()
    program.client = client = Client(raise_request_exception=False)
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("20s",)
        cursor.execute("SET lock_timeout = '300ms'")
    said = {"number": "EH-1", "email": "a@post.example"}
    with held("access_bucket"):
        page = client.post("/orders/find", said)
        told = program.get("orders")
    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "Please try again in half a minute" in page.content.decode()
    assert (told.status_code, told.json()["code"], told["Retry-After"]) == (503, "away", "30")
    assert client.post("/orders/find", said).status_code == 302
