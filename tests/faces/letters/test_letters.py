"""Every letter says what it is about, what comes next and until when, and can be checked, in three languages and two forms."""

import re
from html import unescape

import pytest
from django.conf import settings as django_settings

from evenhand.domain.cases.actions import agree_case, reject_case
from evenhand.domain.conversations.actions import reply
from evenhand.domain.conversations.models import Matter, Message
from evenhand.domain.customers.models import Customer
from evenhand.domain.orders.actions import cancel_order
from evenhand.domain.orders.models import Order
from evenhand.domain.payments.actions import confirm_payout
from evenhand.domain.payments.queries import payouts_waiting
from evenhand.domain.returns.actions import approve_return, receive_parcel, refuse_return
from evenhand.faces.letters.access import send_sign_in_code
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.mail.queries import letter_with_check
from evenhand.foundation.mail.tokens import read_reply_address
from evenhand.foundation.timeline.queries import entries_about
from evenhand.wiring.settle import settle
from tests.make.cases import FULL, make_case
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.jobs import run_jobs
from tests.make.mail import come_in, mail_from
from tests.make.moments import NOW, later
from tests.make.orders import make_order
from tests.make.policy import publish_demo_policy
from tests.make.returns import accepted, make_paid_order, make_return

pytestmark = pytest.mark.django_db
CHINESE, ARABIC = re.compile("[\u4e00-\u9fff]"), re.compile("[\u0600-\u06ff]")


@pytest.fixture(autouse=True)
def _shop(settings) -> None:
    settings.EVENHAND_SMTP_URL = ""
    publish_demo_policy()


def after(minutes: float = 1) -> None:
    """What follows has followed."""
    settle(later(minutes=minutes))


def the(name: str) -> Outgoing:
    return Outgoing.objects.get(letter=name)


def pay_out() -> None:
    """The jobs have handed the refunds over; a person transfers each and says so."""
    after()
    run_jobs()
    for waiting in payouts_waiting(SYSTEM):
        confirm_payout(attempt_id=waiting.id, proof="bank 1", actor=SYSTEM, now=later(minutes=2))
    after(2)


def every_letter(customer: Customer) -> None:
    """One of each, to this customer, through the verbs that cause them."""

    def bought() -> Order:
        return make_paid_order(customer=customer, language=customer.language)

    matter = make_matter(customer=customer, language=customer.language)
    reply(matter=matter, body="It left today.", actor=SYSTEM, now=NOW)
    case = make_case(bought())
    agree_case(case_id=case.id, remedy=FULL, actor=SYSTEM, now=NOW)
    other = make_case(bought())
    reject_case(case_id=other.id, clause="C1", reason="It was bent on purpose.", actor=SYSTEM, now=NOW)
    refused = make_return(bought())
    refuse_return(return_id=refused.id, clause="R1", reason="It was engraved.", actor=SYSTEM, now=NOW)
    accepted(make_return(bought()))
    cancel_order(
        order_id=make_order(customer, language=customer.language).id,
        reason="no_longer_needed",
        actor=SYSTEM,
        now=NOW,
    )
    pay_out()
    send_sign_in_code(customer.id, "402117", NOW)


NAMES = {
    "matter_received", "answer", "case_opened", "case_agreed", "case_rejected", "return_requested", "return_approved",
    "return_refused", "return_received", "return_accepted", "order_cancelled", "refund_paid", "sign_in_code",
}  # fmt: skip


@pytest.mark.req("R-004-5a")
@pytest.mark.parametrize(("language", "script"), [("en", None), ("zh", CHINESE), ("ar", ARABIC)])
def test_each_letter_names_next_step_page_and_proof_in_the_readers_language(language: str, script) -> None:
    customer = make_customer(language=language, time_zone="Asia/Shanghai")
    every_letter(customer)
    letters = list(Outgoing.objects.all())
    assert {one.letter for one in letters} == NAMES
    for one in letters:
        for form in (one.text, unescape(one.html)):
            assert one.check_code in form
            assert f"{django_settings.EVENHAND_URL}/verify" in form
            assert re.search(
                rf"{django_settings.EVENHAND_URL}/(?:matters|orders|cases|returns)/[\w-]+", form
            ), one.letter
        assert letter_with_check(one.check_code) == one
        assert one.to == customer.email
        if script:
            assert len(script.findall(one.subject)) >= 2, (one.letter, one.subject)
            assert len(script.findall(one.text)) > 100, one.letter
        assert ('dir="rtl"' in one.html) == (language == "ar")
        assert not re.search(r"<script|<img|<link|src=|url\(", one.html), "a letter loads nothing"
        assert "%(" not in one.text + one.html + one.subject


@pytest.mark.req("R-003-4.7", "C-02")
def test_the_receipt_restates_the_matter_and_says_when_a_person_answers_and_counts_as_receipt_alone() -> None:
    customer = make_customer(time_zone="Asia/Tokyo")
    matter = make_matter(customer=customer, body="Where is <my> ring & box?")
    after()
    letter = the("matter_received")
    assert matter.number in letter.subject
    assert "Where is <my> ring & box?" in letter.text
    assert "Where is &lt;my&gt; ring &amp; box?" in letter.html
    assert (
        re.search(
            r"A person answers you by \w{3} \d+ Nov 2026,? \d\d:\d\d \(Asia/Tokyo\)",
            letter.text.replace(",", "", 1),
        )
        or "Asia/Tokyo" in letter.text
    )
    assert read_reply_address(letter.reply_to) == matter.id
    run_jobs()
    after(2)
    names = [one.name for one in entries_about("matter", matter.id)]
    assert "conversations.receipt_confirmed" in names
    assert [one.name for one in entries_about("matter", matter.id) if one.name == "promises.kept"] == [
        "promises.kept"
    ]
    matter.refresh_from_db()
    assert (matter.state, matter.first_answered_at) == ("open", None)


def test_a_case_or_return_is_confirmed_by_one_letter_and_not_by_two() -> None:
    case = make_case(make_paid_order())
    after()
    run_jobs()
    after(2)
    assert [one.letter for one in Outgoing.objects.all()] == ["case_opened"]
    assert "conversations.receipt_confirmed" in [one.name for one in entries_about("matter", case.matter_id)]


def test_an_answer_threads_below_the_customers_mail_and_carries_no_quote() -> None:
    row = come_in(mail_from(body="My very own words", message_id="<q1@post.example>"))
    matter = Matter.objects.get(pk=row.matter_id)
    after()
    message = reply(matter=matter, body="It left <today> & arrives soon.", actor=SYSTEM, now=later(minutes=2))
    after(3)
    letter = the("answer")
    assert (letter.in_reply_to, letter.references) == ("<q1@post.example>", ["<q1@post.example>"])
    assert "It left <today> & arrives soon." in letter.text
    assert "My very own words" not in letter.text + letter.html
    assert letter.automatic is False
    message.refresh_from_db()
    assert message.message_id == letter.mail_id
    run_jobs()
    after(4)
    assert Message.objects.get(pk=message.pk).delivery == "sent"


def test_a_refund_letter_names_amount_place_and_day() -> None:
    customer = make_customer()
    accepted(make_return(make_paid_order(customer=customer)))
    pay_out()
    paid = the("refund_paid")
    assert "€49.00" in paid.subject + paid.text or "49" in paid.text
    assert "Promised by" in paid.text


@pytest.mark.req("R-000-1.4d")
def test_a_refusal_names_clause_reason_and_appeal() -> None:
    case = make_case(make_paid_order())
    reject_case(case_id=case.id, clause="C1", reason="It was bent on purpose.", actor=SYSTEM, now=NOW)
    after()
    letter = the("case_rejected")
    assert "It was bent on purpose." in letter.text
    assert "C1" in letter.text
    assert "A second person, not the first" in letter.text


def test_a_customer_without_a_mailbox_gets_no_letter_and_nothing_fails() -> None:
    matter = make_matter(customer=make_customer(email=""))
    after()
    assert Outgoing.objects.count() == 0
    assert entries_about("matter", matter.id).exists()


@pytest.mark.req("R-000-1.4e")
def test_returns_are_told_at_each_of_their_three_moments() -> None:
    one = make_return(make_paid_order())
    after()
    approve_return(return_id=one.id, actor=SYSTEM, now=later(hours=1))
    receive_parcel(return_id=one.id, actor=SYSTEM, now=later(days=3))
    settle(later(days=3))
    told = list(Outgoing.objects.order_by("queued_at", "id").values_list("letter", flat=True))
    assert told == ["return_requested", "return_approved", "return_received"]
