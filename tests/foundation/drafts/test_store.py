"""Answers of several pages: kept, changed, sent once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from evenhand.foundation.access.actors import ANYONE, SYSTEM, Actor
from evenhand.foundation.drafts.models import Unsent
from evenhand.foundation.drafts.store import (
    answer,
    begin,
    forget_unsent,
    last_unsent,
    send,
    sweep_unsent,
    unsent,
)
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import keep
from evenhand.foundation.vault.keys import new_key
from tests.make.moments import NOW, later

INES = Actor("customer", uuid4())
ORDER = uuid4()


def begun():
    return begin(
        kind="return", actor=INES, key=new_key(NOW), about_id=ORDER, answers={"words": "torn"}, now=NOW
    )


@pytest.mark.django_db
def test_answers_are_kept_and_changed_and_sealed():
    row = begun()
    answer(INES, row.id, {"reason": "broken"}, later(minutes=1))
    assert unsent(INES, row.id).answers == {"words": "torn", "reason": "broken"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM drafts_unsent")
        assert b"torn" not in bytes(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "actor",
    [ANYONE, SYSTEM, Actor("customer", uuid4()), Actor("staff", INES.id)],
    ids=["anyone", "system", "other", "staff"],
)
def test_nobody_else_reads_what_was_not_sent(actor):
    row = begun()
    assert unsent(actor, row.id) is None
    assert answer(actor, row.id, {"words": "x"}, NOW) is None
    assert send(actor, row.id, lambda _: "/x", NOW) == ""


@pytest.mark.django_db
def test_one_goes_on_where_one_left_off_until_it_is_sent():
    begun()
    row = begun()
    answer(INES, row.id, {}, later(minutes=1))
    assert last_unsent(INES, "return", ORDER) == row
    send(INES, row.id, lambda _: "/returns/R-1", NOW)
    assert last_unsent(INES, "return", ORDER) != row


@pytest.mark.django_db
def test_what_was_sent_does_not_change_and_keeps_no_copy():
    row = begun()
    send(INES, row.id, lambda _: "/returns/R-1", NOW)
    answer(INES, row.id, {"words": "other"}, NOW)
    assert unsent(INES, row.id).answers is None


@pytest.mark.django_db
def test_when_the_sending_fails_the_answers_stay():
    row = begun()
    with pytest.raises(ZeroDivisionError):
        send(INES, row.id, lambda _: str(1 / 0), NOW)
    assert unsent(INES, row.id).answers == {"words": "torn"}


@pytest.mark.django_db
def test_old_ones_are_forgotten():
    begun()
    assert sweep_unsent(later(days=13)) == 0
    assert sweep_unsent(later(days=15)) == 1


@pytest.mark.django_db
def test_what_is_forgotten_takes_the_files_along_that_only_it_held():
    row = begun()
    file = keep(b"a note", key=row.key, name="note.txt", now=NOW)
    answer(INES, row.id, {"files": [str(file.id)]}, NOW)
    assert forget_unsent(uuid4()) == 0
    assert forget_unsent(INES.id) == 1
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_make_one_thing():
    row, gate, made = begun(), Barrier(8), []

    def become(_):
        made.append(1)
        return f"/returns/R-{len(made)}"

    def click():
        gate.wait()
        try:
            return send(INES, row.id, become, NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = {one.result() for one in [pool.submit(click) for _ in range(8)]}
    assert found == {"/returns/R-1"}
    assert len(made) == 1
    assert Unsent.objects.get().became == "/returns/R-1"
