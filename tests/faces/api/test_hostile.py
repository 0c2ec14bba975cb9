"""Programs that send what they should not, claim what they are not, or meet us on a bad day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from evenhand.domain.conversations.models import Matter
from evenhand.foundation.access.models import Bucket
from tests.make.conversations import make_matter
from tests.make.customers import make_customer
from tests.make.orders import make_order
from tests.make.programs import Program

pytestmark = pytest.mark.django_db
BROKEN = {
    "nothing": b"", "half": b'{"subject": "a"', "not json": b"<xml/>", "single quotes": b"{'a': 1}", "bare word": b"undefined",
    "deep": b"[" * 100_000, "deep and closed": b"[" * 100_000 + b"]" * 100_000, "deep objects": b'{"a":' * 100_000,
    "five thousand digits": b'{"size": ' + b"9" * 5_000 + b"}", "not a number": b'{"subject": NaN}', "endless": b'{"subject": Infinity}',
    "half a sign": b'{"subject": "\\ud800", "body": "x"}', "nought": b'{"subject": "\\u0000"}', "another coding": '{"subject": "ä"}'.encode("utf-16"),
    "bytes that are no text": b'{"subject": "\xff\xfe"}', "byte order mark": b'\xef\xbb\xbf{"subject": "a"}', "a list": b"[]", "a word": b'"a"',
    "null": b"null", "wrong kinds": b'{"subject": {"a": []}, "body": 5, "customer": true}',
}  # fmt: skip


def send(program, raw: bytes, path: str = "matters"):
    return program.client.generic(
        "POST", f"/api/v1/{path}", raw, content_type="application/json",
        headers={"Authorization": f"Bearer {program.words}"},
    )  # fmt: skip


@pytest.mark.case(60)
@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_readable_json_is_refused_with_a_code(name: str) -> None:
    answer = send(Program(), BROKEN[name])
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("unreadable", "misshapen")
    assert Matter.objects.count() == 0


@pytest.mark.case(60)
def test_of_two_fields_with_one_name_the_rules_read_the_one_that_is_kept() -> None:
    mine, other = make_customer(), make_customer()
    raw = f'{{"customer": "{other.number}", "customer": "{mine.number}", "subject": "a", "body": "b"}}'
    assert send(Program(), raw.encode()).status_code == 201
    assert Matter.objects.get().customer_id == mine.id


@pytest.mark.case(42)
def test_fields_that_no_form_has_change_nothing() -> None:
    customer, other = make_customer(), make_customer()
    extra = {
        "state": "solved", "assignee": "me", "opened_at": "2001-01-01", "customer_id": str(other.id), "number": "M-AAAAAAAA",
        "is_staff": True, "id": "00000000-0000-0000-0000-000000000001", "actor": "system", "kind": "staff", "version": 99,
    }  # fmt: skip
    body = {"customer": customer.number, "subject": "My ring", "body": "Where?"}
    answer = Program().ask("post", "matters", body | extra)
    assert answer.status_code in (201, 422)
    for one in Matter.objects.all():
        assert (one.state, one.customer_id, one.assignee_id, one.version) == (
            "open",
            customer.id,
            None,
            one.version,
        )
        assert one.number != "M-AAAAAAAA"
        assert one.opened_at > datetime.now(UTC) - timedelta(minutes=5)
        assert [said.kind for said in one.messages.all()] == ["customer"]


@pytest.mark.case(62)
@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "CF-Connecting-IP"]
)
def test_another_address_in_a_header_gives_no_new_tries(header: str) -> None:
    client = Client()
    said = [
        client.get(
            "/api/v1/orders", headers={header: f"198.51.100.{n}", "Authorization": "Bearer guess"}
        ).status_code
        for n in range(75)
    ]
    assert 429 in said[60:]
    assert Bucket.objects.filter(limit="api.source").count() == 1


@pytest.mark.case(62)
@pytest.mark.parametrize(
    "header", ["X-Remote-User", "Remote-User", "X-On-Behalf-Of", "X-Forwarded-User", "X-Original-URL", "X-Rewrite-URL"]
)  # fmt: skip
def test_who_one_is_stands_in_no_header_of_a_visitor(header: str) -> None:
    make_order()
    for path in ("/api/v1/orders", "/desk", "/orders"):
        answer = Client().get(path, headers={header: "/desk" if "URL" in header else "mina@shop.example"})
        assert answer.status_code in (401, 302)


@pytest.mark.case(63)
def test_a_token_is_nothing_from_the_second_on_that_it_ends(time_machine) -> None:
    end = datetime(2026, 12, 1, tzinfo=UTC)
    program = Program(ends_at=end)
    time_machine.move_to(end - timedelta(seconds=1), tick=False)
    assert program.get("orders").status_code == 200
    time_machine.move_to(end, tick=False)
    answer = program.get("orders")
    assert (answer.status_code, answer.json()["code"]) == (401, "no_token")


@pytest.mark.case(64)
@pytest.mark.parametrize("path", ["/api/v1/orders", "/api/v1/customers", "/orders/find"])
def test_a_fault_inside_tells_a_word_for_the_log_and_nothing_of_the_inside(path: str) -> None:
    program = Program()
    program.client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE orders_order RENAME TO orders_gone")
        cursor.execute("ALTER TABLE customers_customer RENAME TO customers_gone")
        cursor.execute("ALTER TABLE access_bucket RENAME TO bucket_gone")
    answer = (
        program.client.post(path, {"number": "EH-1", "email": "a@post.example"})
        if path == "/orders/find"
        else program.get(path[8:])
    )
    assert answer.status_code == 500
    told = answer.content.decode()
    for inside in (
        "Traceback",
        "orders_order",
        "customers_customer",
        "access_bucket",
        "psycopg",
        "SELECT",
        "/src/",
        ".py",
        "relation",
    ):
        assert inside not in told


def api_routes() -> list[str]:
    return ["orders", "customers", "matters", "returns", "cases", "refunds", "products", "policy", "promises"]


SPELLINGS = [
    "/api/v1/{0}/", "/api/v1//{0}", "//api/v1/{0}", "/API/v1/{0}", "/api/v1/{0};x=1", "/api/v1/%2e/{0}", "/api/v1/./{0}",
    "/api/v1/x/../{0}", "/api/v1/{0}.", "/api/v1/{0}%00", "/api/v1/{0}%20", "/api/v1/{0}.json", "/./api/v1/{0}",
]  # fmt: skip
METHODS = ["OPTIONS", "HEAD", "TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "GETT", "CONNECT"]


@pytest.mark.case(67)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_comes_round_the_door(spelling: str) -> None:
    matter = make_matter(subject="Canarysubject")
    for route in api_routes():
        answer = Client().generic("GET", spelling.format(route))
        assert answer.status_code in (301, 302, 401, 404)
        assert b"Canary" not in answer.content
    for inside in (f"/desk/m/{matter.number}", f"/matters/{matter.number}"):
        path = spelling.replace("/api/v1", inside.rpartition("/")[0]).format(matter.number)
        answer = Client().generic("GET", path)
        assert answer.status_code in (301, 302, 401, 404), path
        assert b"Canary" not in answer.content


@pytest.mark.case(67)
@pytest.mark.parametrize("method", METHODS)
def test_no_method_comes_round_the_door(method: str) -> None:
    matter = make_matter(subject="Canarysubject")
    before = Matter.objects.get().version
    for path in (
        "/api/v1/orders",
        "/desk",
        f"/desk/m/{matter.number}",
        f"/matters/{matter.number}",
        f"/desk/m/{matter.number}/solve",
    ):
        for headers in ({}, {"X-HTTP-Method-Override": "GET", "X-Method-Override": "GET"}):
            answer = Client().generic(method, path, headers=headers)
            assert answer.status_code in (301, 302, 401, 403, 404, 405)
            assert b"Canary" not in answer.content
    assert Matter.objects.get().version == before


@pytest.mark.case(67)
def test_a_get_that_calls_itself_a_post_changes_nothing() -> None:
    program, customer = Program(), make_customer()
    program.client.get(
        f"/api/v1/matters?_method=POST&customer={customer.number}&subject=a&body=b",
        headers={"Authorization": f"Bearer {program.words}", "X-HTTP-Method-Override": "POST"},
    )
    assert Matter.objects.count() == 0


@pytest.mark.case(68)
@pytest.mark.parametrize(
    "origin", ["null", "https://evil.example", "https://localhost.evil.example", "http://localhost.evil.example", "http://localhost:8001"]
)  # fmt: skip
def test_another_sites_page_is_given_no_answer_to_read(origin: str) -> None:
    make_order()
    for path in ("/api/v1/orders", "/api/v1/openapi.json", "/orders", "/desk", "/contact"):
        for method in ("GET", "OPTIONS"):
            answer = Client().generic(
                method, path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
            )
            assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.case(45, 68)
@pytest.mark.parametrize("origin", ["null", "https://evil.example", "https://localhost.evil.example"])
def test_another_sites_form_is_refused_even_with_the_visitors_token(origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/contact")
    token = client.cookies["csrftoken"].value
    said = {"words": "Where is it?", "email": "ana@post.example", "order": "", "csrfmiddlewaretoken": token}
    assert client.post("/contact", said, headers={"Origin": origin}).status_code == 403
    assert Matter.objects.count() == 0
    assert client.post("/contact", said).status_code == 302
