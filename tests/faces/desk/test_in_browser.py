"""The desk in a real browser: nothing serious for axe, nothing wider than the window, all of it by keyboard."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from django.utils import timezone

from evenhand.domain.conversations.actions import write_note
from evenhand.domain.payments.actions import mark_sent, mark_unknown, owe_refund
from evenhand.domain.payments.models import RefundAttempt
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.money.values import Money
from evenhand.foundation.timeline.models import Drawn, Entry
from evenhand.wiring.settle import settle
from tests.make.by_keyboard import shut_out
from tests.make.cases import make_case
from tests.make.conversations import make_matter
from tests.make.mail import come_in, mail_from
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_return
from tests.make.staff import make_member, make_ready_member, sign_in, staff_actor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.django_db(transaction=True),
]
LOOKS = [("en", "light", 1440), ("ar", "dark", 360)]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


@pytest.fixture
def lead(db):
    publish_demo_policy()
    return make_ready_member("lead", name="Ada Holm", now=timezone.now())


@pytest.fixture
def addresses(lead):
    """Every page of the desk, with something on each."""
    now = timezone.now()
    case, back = make_case(now=now - timedelta(hours=3)), make_return(now=now - timedelta(days=1))
    asked = make_matter(now=now, subject=f"Where? {LONG}", body=f"My {LONG}")
    write_note(matter=case.matter, body="She wrote twice.", actor=staff_actor(lead), now=now, nonce=new_id())
    money_moves(lead, now)
    something_is_stuck()
    settle(now)
    return [
        "/desk", f"/desk/m/{case.matter.number}", f"/desk/m/{back.matter.number}?box=note",
        f"/desk/m/{asked.number}", "/desk/refunds", "/desk/troubles", "/desk/find?q=ring", "/desk/find?q=zzqq", "/desk/keys",
        "/desk/prove-again",
    ]  # fmt: skip


def money_moves(lead, now):
    """One refund to pay, one that nobody knows of, one that waits for a second person."""
    first = make_ready_member("lead", name="Jon Brandt", now=now)
    for minor, state in ((1200, "sent"), (1300, "unknown"), (40000, "second")):
        capture = make_capture(minor=minor, now=now)
        given = {"actor": staff_actor(first), "now": now, "reason": "goodwill", "source": f"goodwill:{minor}"}
        owe_refund(order_id=capture.order_id, amount=Money(minor, "EUR"), **given)
        if state == "second":
            continue
        attempt = RefundAttempt.objects.get(decision__order_id=capture.order_id)
        mark_sent(attempt_id=attempt.id, actor=SYSTEM, now=now)
        if state == "unknown":
            mark_unknown(attempt_id=attempt.id, actor=SYSTEM, now=now)


def something_is_stuck():
    """A consequence, a job and a mail."""
    entry = Entry.objects.order_by("id").last()
    Drawn.objects.create(entry=entry, consequence="conversations.confirm_receipt", state="parked", tries=6,
                         trouble=f"OSError at {LONG}")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, status, args, attempts)"
            " VALUES ('mail', 'mail.deliver', 0, 'failed', '{}', 12)"
        )
    make_member(email="mina@shop.example")
    come_in(mail_from("mina@shop.example", "Refund it"))


@pytest.fixture
def window(browser, live_server, lead):
    """Opens a window of somebody who is signed in; closes it again."""
    client, opened = Client(), []
    sign_in(client, lead, now=timezone.now())

    def open_one(language="en", **given):
        context = browser.new_context(base_url=live_server.url, **given)
        kept = {"sessionid": client.cookies["sessionid"].value, "language": language}
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in kept.items()]
        )
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


def go(page, address):
    """The page, with the panels that it fetches."""
    assert page.goto(address).status == 200, address
    for part in ("#_queue", "#_beside", "#_order", "#_person"):
        page.locator(f"{part}[hx-trigger=load]").wait_for(state="detached")


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_every_page_is_fit_for_everybody(window, addresses, language, scheme, width):
    page, blocked = window(language, color_scheme=scheme, viewport={"width": width, "height": 900}), []
    page.on(
        "console", lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None
    )
    for address in addresses:
        go(page, address)
        found = Axe().run(page).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert not blocked


def test_at_four_hundred_per_cent_nothing_scrolls_sideways(window, addresses):
    page = window(viewport={"width": 320, "height": 640})
    for address in addresses:
        go(page, address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_every_page_is_gone_through_by_keyboard(window, addresses):
    page = window(viewport={"width": 1440, "height": 900})
    for address in addresses:
        go(page, address)
        assert shut_out(page) == [], address


def test_the_way_in_is_gone_through_by_keyboard(browser, live_server, lead):
    page = browser.new_page(base_url=live_server.url)
    page.goto("/desk/sign-in")
    wrong = shut_out(page)
    page.close()
    assert wrong == []
