"""The public pages as a browser shows them: nothing serious for axe, nothing wider than a phone, nothing the policy blocks."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.make.articles import make_article, text
from tests.make.by_keyboard import shut_out
from tests.make.catalog import make_product, make_variant
from tests.make.channels import make_register
from tests.make.policy import publish_demo_policy

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCROLLS = "[...document.querySelectorAll('.table-wrap')].some((one) => one.scrollWidth > one.clientWidth)"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
BODY = f"## Heading\n\nYou have {{{{ value:return.window_days }}}} days. (Clause R1)\n\n{LONG}\n\n| a | b |\n|---|---|\n| 1 | 2 |"


@pytest.fixture
def addresses():
    publish_demo_policy()
    make_register()
    for slug, kind in (("returns", "policy"), ("gifts", "help"), ("privacy", "policy"), ("about-us", "page")):
        make_article(slug, {"en": text(f"About {slug}", BODY), "ar": text("عنوان", "نص")}, kind=kind)
    ring = make_product(name=f"Ring {LONG}")
    make_variant(ring)
    return [
        "/", "/help", "/help/a/gifts", "/policy/returns", "/search?q=ring", "/contact", "/promises", "/verify",
        "/verify?contact=x@y.example", "/verify/report", "/privacy", "/help/about-us", f"/p/{ring.slug}", "/nowhere",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_every_page_is_fit_for_everybody(browser, live_server, addresses, language, scheme):
    with visit(browser, live_server, language, color_scheme=scheme) as page:
        blocked = []
        page.on(
            "console",
            lambda said: blocked.append(said.text) if "Content Security Policy" in said.text else None,
        )
        for address in addresses:
            page.goto(live_server.url + address)
            found = Axe().run(page).response["violations"]
            assert not [(one["id"], one["nodes"][0]["html"]) for one in found], address
        assert not blocked


@pytest.mark.parametrize("language", ["en", "ar"])
def test_at_four_hundred_per_cent_nothing_scrolls_sideways(browser, live_server, addresses, language):
    with visit(browser, live_server, language, viewport={"width": 320, "height": 640}) as page:
        for address in addresses:
            page.goto(live_server.url + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
            assert not page.evaluate(SCROLLS), address


def test_every_page_is_gone_through_by_keyboard(browser, live_server, addresses):
    with visit(browser, live_server, "en", viewport={"width": 1440, "height": 900}) as page:
        for address in addresses:
            page.goto(live_server.url + address)
            assert shut_out(page) == [], address


def test_the_main_task_needs_no_script(browser, live_server, addresses):
    with visit(browser, live_server, "en", java_script_enabled=False) as page:
        page.goto(live_server.url + "/help")
        page.get_by_label("What would you like to know?").fill("ring")
        page.get_by_role("main").get_by_role("button", name="Search").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Search"
        page.get_by_text("English").first.click()
        page.get_by_role("button", name="العربية").click()
        assert page.locator("html").get_attribute("dir") == "rtl"


def test_the_browser_tells_its_zone(browser, live_server):
    with visit(browser, live_server, "en", timezone_id="Asia/Shanghai") as page:
        page.goto(live_server.url + "/verify")
        page.wait_for_function("document.cookie.includes('zone=')")
        assert "Asia%2FShanghai" in page.evaluate("document.cookie")


def visit(browser, live_server, language, **given):
    """A context that closes itself when its page does."""
    context = browser.new_context(**given)
    context.add_cookies([{"name": "language", "value": language, "url": live_server.url}])
    return context.new_page()
