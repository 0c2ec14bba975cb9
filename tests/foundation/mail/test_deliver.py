"""Letters leave once, wait when told to, and say so when they cannot arrive."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from evenhand.foundation.mail.choices import Sending
from evenhand.foundation.mail.deliver import (
    LEASE,
    PAUSES,
    _leased,
    _mark_lost,
    _mark_sent,
    deliver_letter,
    note_bounce,
)
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.outgoing import send_later
from evenhand.foundation.mail.queries import letter_with_check
from evenhand.foundation.mail.sweep import pick_up_mail
from evenhand.foundation.mail.tokens import bounce_address, read_letter_id, read_reply_address
from evenhand.foundation.mail.written import Written
from evenhand.foundation.timeline.models import Entry
from evenhand.foundation.vault.keys import new_key
from tests.make.jobs import run_jobs
from tests.make.moments import NOW
from tests.make.smtp import smtp_server

pytestmark = pytest.mark.django_db


def queued(to="ana@post.example", **more) -> Outgoing:
    written = Written(
        letter="answer",
        language="en",
        subject="Your ring\r\nBcc: eve@x.example",
        text="It left. 谢谢\n",
        html="<p>It left.</p>",
        from_name="Hollow & Fen",
        automatic=False,
    )
    return send_later(
        written, to=to, to_name="Ana Pérez", key=new_key(NOW), about={"matter": uuid4()}, now=NOW, **more
    )


def again(letter: Outgoing) -> Outgoing:
    letter.refresh_from_db()
    return letter


def happened() -> list[str]:
    return [one.name for one in Entry.objects.order_by("id")]


def test_a_letter_leaves_with_text_html_and_headers_that_can_be_checked(settings) -> None:
    matter = uuid4()
    letter = queued(
        matter_id=matter, in_reply_to="<q@post.example>", references=["<p@post.example>", "<q@post.example>"]
    )
    with smtp_server(settings) as server:
        run_jobs()
    (mail,) = server.mails
    assert (mail["From"], mail["To"]) == (
        "Hollow & Fen <service@shop.example>",
        "Ana Pérez <ana@post.example>",
    )
    assert mail["Subject"] == "Your ring Bcc: eve@x.example"
    assert mail["Bcc"] is None
    assert read_letter_id(mail["Message-ID"]) == letter.id
    assert read_reply_address(mail["Reply-To"].addresses[0].addr_spec) == matter
    assert (mail["In-Reply-To"], mail["References"]) == (
        "<q@post.example>",
        "<p@post.example> <q@post.example>",
    )
    assert mail["Auto-Submitted"] is None
    assert mail["X-Evenhand-Check"].split()[0] == letter.check_code
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail.get_body(("plain",)).get_content().strip() == "It left. 谢谢"
    assert server.taken[0][:2] == (bounce_address(letter.id), ["ana@post.example"])
    assert (again(letter).state, letter.encrypted, happened()) == (Sending.SENT, False, ["mail.letter_sent"])


def test_nothing_is_queued_when_its_transaction_is_undone(settings) -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    with smtp_server(settings) as server:
        assert run_jobs() == []
    assert server.taken == []


@pytest.mark.parametrize(
    "trouble",
    [
        {"to_data": ["451 4.3.0 later"]},
        {"to_rcpt": ["450 4.2.0 later"]},
        {"to_data": ["drop"]},
        {"to_rcpt": ["552 5.2.2 full"]},
    ],
)
def test_a_letter_that_is_told_later_waits_and_leaves_as_the_same_letter(settings, trouble) -> None:
    letter = queued()
    with smtp_server(settings, **trouble) as server:
        at = deliver_letter(letter.id, NOW)
        assert (at, again(letter).state, letter.tries) == (NOW + PAUSES[0], Sending.QUEUED, 1)
        assert deliver_letter(letter.id, at) is None
    assert (again(letter).state, letter.tries, len(server.taken)) == (Sending.SENT, 2, 1)
    assert server.mails[0]["Message-ID"] == letter.mail_id


@pytest.mark.case(130)
def test_a_line_cut_after_the_server_took_it_gives_at_most_the_same_letter_twice(settings) -> None:
    letter = queued()
    with smtp_server(settings, to_data=["drop after"]) as server:
        deliver_letter(letter.id, deliver_letter(letter.id, NOW))
    assert {mail["Message-ID"] for mail in server.mails} == {letter.mail_id}
    assert len({raw for _from, _to, raw in server.taken}) == 1


@pytest.mark.parametrize("trouble", [{"to_rcpt": ["550 5.1.1 nobody"]}, {"to_data": ["554 5.7.1 spam"]}])
def test_a_letter_that_is_refused_for_good_is_lost_and_says_so(settings, trouble) -> None:
    letter = queued()
    expected = next(iter(trouble.values()))[0].rsplit(" ", 1)[0]
    with smtp_server(settings, **trouble):
        assert deliver_letter(letter.id, NOW) is None
    assert (again(letter).state, letter.error_code, happened()) == (
        Sending.FAILED,
        expected,
        ["mail.letter_lost"],
    )


def test_a_server_that_is_gone_is_asked_for_days_and_then_the_letter_is_lost(settings) -> None:
    settings.EVENHAND_SMTP_URL = "smtp://127.0.0.1:1"
    letter = queued()
    at, tries = NOW, 0
    while at is not None:
        last, at, tries = at, deliver_letter(letter.id, at), tries + 1
    assert (again(letter).state, letter.error_code) == (Sending.FAILED, "gave_up")
    assert tries == len(PAUSES) + 1
    assert last - NOW > timedelta(days=2)


@pytest.mark.parametrize(
    "address", ["", "nobody", "a b@c.example", "ana@post.example\r\nRCPT TO:<eve@x.example>"]
)
def test_an_address_that_is_none_is_never_offered_to_a_server(settings, address: str) -> None:
    letter = queued(address)
    with smtp_server(settings) as server:
        deliver_letter(letter.id, NOW)
    assert (again(letter).state, letter.error_code, server.taken) == (Sending.FAILED, "bad_address", [])


@pytest.mark.parametrize(
    ("mailboxes_here", "told"), [(True, "mail.letter_sent"), (False, "mail.letter_kept")]
)
def test_without_a_server_letters_are_kept_and_prove_nothing_unless_they_are_read_here(
    settings, mailboxes_here: bool, told: str
) -> None:
    settings.EVENHAND_SMTP_URL, settings.EVENHAND_MAILBOXES_ARE_HERE = "", mailboxes_here
    letter = queued()
    run_jobs()
    assert (again(letter).state, happened()) == (Sending.KEPT, [told])


def test_a_letter_whose_worker_was_killed_is_taken_up_after_its_lease(settings) -> None:
    letter = queued()
    Outgoing.objects.filter(pk=letter.pk).update(
        state=Sending.SENDING, leased_until=NOW + LEASE, next_try_at=NOW + LEASE, tries=1
    )
    with smtp_server(settings) as server:
        assert deliver_letter(letter.id, NOW + LEASE - timedelta(seconds=1)) is None
        assert server.taken == []
        assert pick_up_mail(NOW + timedelta(minutes=20)) == 1
        deliver_letter(letter.id, NOW + timedelta(minutes=20))
    assert len(server.taken) == 1


def test_a_worker_that_was_thought_dead_cannot_overrule_its_successor() -> None:
    letter = queued()
    first = _leased(letter.id, NOW)
    second = _leased(letter.id, NOW + LEASE + timedelta(seconds=1))
    _mark_lost(second, "550", NOW)
    _mark_sent(first, NOW, encrypted=False)
    assert (again(letter).state, happened()) == (Sending.FAILED, ["mail.letter_lost"])


def test_a_bounce_marks_its_letter_once(settings) -> None:
    settings.EVENHAND_SMTP_URL = ""
    letter = queued()
    run_jobs()
    assert note_bounce(letter.id, "5.1.1", NOW) is not None
    assert note_bounce(letter.id, "5.1.1", NOW) is None
    assert happened() == ["mail.letter_sent", "mail.letter_lost"]


def test_a_check_code_finds_its_letter_however_it_is_typed() -> None:
    letter = queued()
    typed = letter.check_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert letter_with_check(typed) == letter
    assert letter_with_check("0000-0000") is None


@pytest.mark.case(133)
@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_letter_send_it_once(settings) -> None:
    letter, start = queued(), Barrier(2)

    def work() -> None:
        start.wait()
        deliver_letter(letter.id, NOW)
        connection.close()

    with smtp_server(settings) as server:
        workers = [Thread(target=work) for _ in range(2)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()
    assert len(server.taken) == 1
