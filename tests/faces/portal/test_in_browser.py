"""The customer's own pages in a real browser: the whole walk, nothing serious for axe, nothing wider than a phone.

EVENHAND_PICTURES=folder keeps a picture of each page.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone

from evenhand.domain.cases.models import Case
from evenhand.domain.conversations.actions import reply
from evenhand.domain.returns.actions import approve_return, issue_label
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import Outgoing
from evenhand.wiring.settle import settle
from tests.faces.portal.test_matters import picture
from tests.make.by_keyboard import shut_out
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.jobs import run_jobs
from tests.make.orders import line, make_delivered_order, make_order
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in, digits_in
from tests.make.returns import make_paid_order, make_return
from tests.make.staff import make_ready_member, staff_actor
from tests.make.wizard import Way

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.django_db(transaction=True),
]
PICTURES = os.environ.get("EVENHAND_PICTURES", "")
LOOKS = [("en", "light", 1440), ("en", "dark", 360), ("ar", "light", 360), ("zh-hans", "dark", 1440)]


@pytest.fixture
def ines():
    publish_demo_policy()
    return make_customer(email="ines@post.example", now=timezone.now())


@pytest.fixture
def addresses(ines):
    """One of each page, with something on it."""
    now, client = timezone.now(), Client()
    come_in(client, ines, now)
    lines = [
        line(title="Silver ring “Liffey”, size 54"),
        line(title="Soap bar, cedar and sea salt", quantity=3),
    ]
    order = make_delivered_order(ines, lines=lines, now=now)
    pending = make_order(ines, now=now)
    ring, soap = Way(client, order), Way(client, make_delivered_order(ines, now=now))
    ring.claim(photos=picture()).confirm()
    soap.send_back(words="Too dark for me")
    back = Way(client, make_delivered_order(ines, now=now)).send_back()
    became = back.confirm()["Location"]
    went = client.get(became).content.decode().split('class="button primary" href="')[1].split('"')[0]
    matter = make_matter(customer=ines, order_id=pending.id, now=now)
    reply(
        matter=matter,
        body="It leaves today.\n\nMina",
        actor=staff_actor(make_ready_member(now=now)),
        now=now,
        nonce=matter.id,
    )
    settle(now)
    return [
        "/orders", f"/orders/{order.number}", f"/orders/{pending.number}", f"/orders/{pending.number}/ask",
        f"/orders/{pending.number}/cancel", f"/matters/{matter.number}", f"/cases/{Case.objects.get().number}",
        f"/cases/{Case.objects.get().number}/withdraw", went, f"{went}/withdraw", "/returns/start",
        f"/returns/start?order={order.number}", f"{soap.base}/items", f"{soap.base}/reason", f"{soap.base}/condition",
        f"{soap.base}/words", f"{soap.base}/outcome", f"{soap.base}/check", became, "/privacy/my-data",
        "/privacy/my-data/part/orders", f"/orders/{order.number}/invoice", labelled(ines, now),
    ]  # fmt: skip


def labelled(ines, now):
    """A return that we agreed to and said the way of."""
    one = make_return(make_paid_order(customer=ines, now=now), now=now)
    approve_return(return_id=one.id, actor=SYSTEM, now=now)
    issue_label(return_id=one.id, send_to="Care, 4 Quay Street, Cork", actor=SYSTEM, now=now)
    return f"/returns/{one.number}"


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_every_page_is_fit_for_everybody(browser, live_server, ines, addresses, language, scheme, width):
    page = visit(
        browser, live_server, language, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    enter(page, live_server, ines)
    blocked = []
    page.on(
        "console", lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None
    )
    for number, address in enumerate(["/orders/find", "/orders/code", "/desk/sign-in", *addresses]):
        if number == 3:
            enter(page, live_server, ines)
        elif number == 0:
            page.context.clear_cookies(name="sessionid")
        answer = page.goto(live_server.url + address)
        assert answer.status == 200, address
        keep(page, f"{language}-{scheme}-{width}-{number:02}{address.replace('/', '-')[:30].split('?')[0]}")
        found = Axe().run(page).response["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert not blocked
    page.context.close()


def test_every_page_is_gone_through_by_keyboard(browser, live_server, ines, addresses):
    page = visit(browser, live_server, "en", viewport={"width": 1440, "height": 900})
    enter(page, live_server, ines)
    for address in addresses:
        page.goto(live_server.url + address)
        assert shut_out(page) == [], address
    page.context.close()


def test_finding_the_order_and_reporting_a_fault_needs_no_script(browser, live_server, ines):
    walk(visit(browser, live_server, "en", java_script_enabled=False), live_server, ines)


def test_finding_the_order_and_reporting_a_fault_with_script(browser, live_server, ines):
    walk(visit(browser, live_server, "en"), live_server, ines)


def test_back_and_forward_keep_what_was_said(browser, live_server, ines):
    order = make_delivered_order(ines, now=timezone.now())
    page = visit(browser, live_server, "en")
    enter(page, live_server, ines)
    page.goto(f"{live_server.url}/returns/start?order={order.number}")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("It is broken").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your words").fill("The clasp broke")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="What would you like?").wait_for()
    page.get_by_role("link", name="Back", exact=True).click()
    assert page.get_by_label("Your words").input_value() == "The clasp broke"
    page.go_back()
    page.go_back()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="What would you like?").wait_for()
    page.context.close()


def walk(page, live_server, ines):
    """Code from the mailbox, broken ring with a photo, money back, check, send, follow."""
    order = make_delivered_order(ines, now=timezone.now())
    page.goto(f"{live_server.url}/orders/find?next=/orders/{order.number}")
    page.get_by_label("Order number").fill(f" {order.number.lower()} ")
    page.get_by_label("Your e-mail address").fill("ines@post.example")
    page.get_by_role("button", name="Send me a code").click()
    run_jobs("mail")
    page.get_by_label("The six digits").fill(digits_in(Outgoing.objects.get()))
    page.get_by_role("button", name="Open my orders").click()
    page.get_by_role("link", name="Send something back").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("It is broken").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Your words").fill("The clasp broke")
    page.locator("input[type=file]").set_input_files(
        {"name": "clasp.png", "mimeType": "image/png", "buffer": picture().read()}
    )
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Choose: Money back").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send it to us").dblclick()
    page.get_by_role("link", name="Follow it here").click()
    page.get_by_text("With us", exact=False).first.wait_for()
    assert Case.objects.count() == 1
    page.context.close()


def enter(page, live_server, ines):
    """A browser that typed the right code."""
    client = Client()
    come_in(client, ines, timezone.now())
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def visit(browser, live_server, language, **given):
    context = browser.new_context(**given)
    context.add_cookies([{"name": "language", "value": language, "url": live_server.url}])
    return context.new_page()


def keep(page, name):
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
