"""Who gets in: a token, for what it was made, at a bearable pace; and what a refusal looks like."""

import pytest
from django.db import connection

from evenhand.faces.api.command import run_command
from evenhand.foundation.programs.models import Token
from evenhand.foundation.programs.tokens import revoke_token
from tests.make.moments import NOW
from tests.make.orders import make_order
from tests.make.programs import Program

pytestmark = pytest.mark.django_db


def refused(answer, status, code):
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert (problem["status"], problem["code"], problem["type"]) == (
        status,
        code,
        f"urn:evenhand:problem:{code}",
    )
    return problem


@pytest.mark.parametrize("words", ["", "evenhand_nobody", "x" * 5000, "é"])
def test_without_a_valid_token_nothing_is_told(words):
    answer = Program().ask("get", "orders", words=words)
    refused(answer, 401, "no_token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.case(63)
def test_a_revoked_token_is_no_token():
    program = Program()
    assert program.get("orders").status_code == 200
    revoke_token(program.token, NOW)
    refused(program.get("orders"), 401, "no_token")


@pytest.mark.case(63)
def test_a_token_does_only_what_it_was_made_for():
    order = make_order()
    program = Program("orders:read")
    assert program.get(f"orders/{order.number}").status_code == 200
    body = {"reason": "no_longer_needed"}
    problem = refused(program.ask("post", f"orders/{order.number}/cancellation", body), 403, "scope_missing")
    assert problem["scope"] == "orders:write"
    refused(program.get("customers"), 403, "scope_missing")


def test_what_is_missing_and_what_is_hidden_answer_alike():
    problem = refused(Program().get("orders/EH-99999"), 404, "not_found")
    assert problem == refused(Program().get("returns/R-NOTHERE"), 404, "not_found")


def test_a_misshapen_question_says_where():
    order = make_order()
    answer = Program().ask("post", f"orders/{order.number}/cancellation", {"why": "?"})
    problem = refused(answer, 422, "misshapen")
    assert problem["errors"][0]["where"][-1] == "reason"


def test_too_many_questions_are_asked_to_wait():
    program = Program("policy:read")
    with connection.cursor() as cursor:
        program.get("policy")
        cursor.execute('UPDATE access_bucket SET "left" = 0 WHERE "limit" = \'api.token\'')
        cursor.execute(
            "UPDATE access_bucket SET at = now() + interval '1 minute' WHERE \"limit\" = 'api.token'"
        )
    answer = program.get("policy")
    refused(answer, 429, "too_fast")
    assert int(answer.headers["Retry-After"]) > 0


def test_guessing_tokens_is_slowed_down():
    program = Program()
    answers = [program.ask("get", "orders", words=f"guess {n}").status_code for n in range(70)]
    # One more a second comes back while this runs.
    assert answers[:60] == [401] * 60
    assert 429 in answers[60:]


def test_the_command_shows_a_token_once_and_keeps_its_digest_only(capsys):
    assert run_command(["warehouse", "--scope", "orders:read"]) == 0
    words = capsys.readouterr().out.strip()
    program = Program()
    assert program.ask("get", "orders", words=words).status_code == 200
    assert program.ask("get", "products", words=words).status_code == 403
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM programs_token t")
        assert all(words not in row for (row,) in cursor.fetchall())
    assert Token.objects.filter(name="warehouse").get().scopes == ["orders:read"]


def test_a_command_without_scopes_makes_nothing():
    with pytest.raises(SystemExit):
        run_command(["warehouse"])
    assert not Token.objects.filter(name="warehouse").exists()
