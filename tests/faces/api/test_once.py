"""The same question with the same key is answered once, even when it is asked eight times in the same instant."""

import pytest

from evenhand.domain.conversations.models import Matter
from evenhand.foundation.programs.answers import sweep
from evenhand.foundation.programs.models import Answer
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.programs import Program
from tests.make.races import race

pytestmark = pytest.mark.django_db


def matter(customer, body="Where is it?"):
    return {"subject": "My ring", "body": body, "customer": customer.number}


def test_the_same_question_gets_the_same_answer_and_happens_once():
    program, customer = Program(), make_customer()
    first = program.ask("post", "matters", matter(customer), key="k1")
    again = program.ask("post", "matters", matter(customer), key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Matter.objects.count() == 1


def test_without_a_key_twice_is_twice():
    program, customer = Program(), make_customer()
    for _ in range(2):
        program.ask("post", "matters", matter(customer))
    assert Matter.objects.count() == 2


def test_another_question_under_the_same_key_is_refused():
    program, customer = Program(), make_customer()
    program.ask("post", "matters", matter(customer), key="k1")
    answer = program.ask("post", "matters", matter(customer, "Something else"), key="k1")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Matter.objects.count() == 1


def test_a_key_belongs_to_one_program():
    customer = make_customer()
    for program in (Program(), Program()):
        assert program.ask("post", "matters", matter(customer), key="k1").status_code == 201
    assert Matter.objects.count() == 2


def test_a_refused_question_may_be_asked_again():
    program, order = Program(), make_order(status="processed")
    body = {"reason": "no_longer_needed"}
    path = f"orders/{order.number}/cancellation"
    assert program.ask("post", path, body, key="k1").status_code == 409
    type(order).objects.filter(pk=order.pk).update(status="pending")
    assert program.ask("post", path, body, key="k1").status_code == 200


def test_kept_answers_hold_no_plain_words_and_go_after_a_day():
    program, customer = Program(), make_customer()
    program.ask("post", "matters", matter(customer, "The pearl is loose"), key="k1")
    assert "pearl" in Answer.objects.get().body
    stored = Answer.objects.extra(select={"raw": "programs_answer::text"}).values_list("raw", flat=True)
    assert "pearl" not in str(list(stored))
    Answer.objects.update(given_at=NOW)
    assert sweep(NOW.replace(day=18)) == 1


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_happen_once():
    program, customer = Program(), make_customer()

    def press(number, barrier):
        barrier.wait()
        return program.ask("post", "matters", matter(customer), key="k1")

    answers = race(8, press)
    assert {one.status_code for one in answers} == {201}
    assert len({one.json()["number"] for one in answers}) == 1
    assert Matter.objects.count() == 1
