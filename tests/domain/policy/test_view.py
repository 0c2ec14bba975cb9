from datetime import UTC, date, datetime

import pytest

from evenhand.domain.policy.queries import MissingFact, NoSuchValue, current
from evenhand.foundation.calendar.arithmetic import add_working_days
from tests.make.moments import NOW
from tests.make.policy import calendar, document, publish_demo_policy, publish_policy, value

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-000-1.3a")
def test_the_number_in_a_text_is_the_number_the_engine_works_by():
    texts = {"en": "Within {{ value:x.days }} days. {{value:x.more}}", "zh": "{{ value:x.days }} 天内"}
    publish_policy(document(values=[value("x.days", 30), value("x.words", "-", "text", **texts), value("x.more", "-", "text", en="Really.")]))  # fmt: skip
    view = current(NOW)
    assert view.text("x.words", "en") == f"Within {view.days('x.days')} days. Really."
    assert view.text("x.words", "zh-hans") == "30 天内"
    assert view.text("x.words", "ar") == view.text("x.words", "en")


def test_a_value_of_another_kind_is_refused():
    publish_policy(document(values=[value("x.cost", {"minor": 490, "currency": "EUR"}, "money")]))
    view = current(NOW)
    assert str(view.money("x.cost").major) == "4.90"
    for wrong in (
        lambda: view.days("x.cost"),
        lambda: view.money("answer.hours"),
        lambda: view.value("no.such"),
    ):
        with pytest.raises(NoSuchValue):
            wrong()


@pytest.mark.req("C-03")
def test_national_holidays_are_written_out_when_the_version_is_drafted():
    publish_policy(
        document(values=[calendar(zone="Europe/Dublin", holidays="IE", closed=[date(2026, 12, 28)])])
    )
    amount = current(NOW).value("calendar.shop").amount
    assert "2026-12-25" in amount["holidays"]
    assert amount["holidays_of"] == "IE"
    found = add_working_days(current(NOW).calendar("shop"), datetime(2026, 12, 24, 12, tzinfo=UTC), 1)
    assert found == datetime(2026, 12, 29, 17, tzinfo=UTC)  # 25 is a holiday, then a weekend, 28 is closed


def row(clause="", **conditions):
    return {"table": "t", "clause": clause, "conditions": conditions, "result": {"a": 1}}


CLAUSES = [value(f"clause.{name}", name, "clause") for name in ("A", "B", "C")]


def test_the_first_row_whose_conditions_all_hold_decides():
    rows = [row("A", kind=["ring"], opened=True), row("B", kind=["ring", "cream"]), row("C")]
    publish_policy(document(*rows, values=CLAUSES))
    view = current(NOW)
    assert view.first("t", {"kind": "ring", "opened": True}).clause == "A"
    assert view.first("t", {"kind": "cream", "opened": True}).clause == "B"
    assert view.first("t", {"kind": "soap", "opened": False}).clause == "C"
    assert [one.clause for one in view.all("t", {"kind": "ring", "opened": True})] == ["A", "B", "C"]


def test_days_are_counted_against_a_value_and_a_day_that_has_not_come_never_holds():
    rows = [
        row("A", since="delivered", within="x.days"),
        row("B", since="delivered", after="x.days"),
        row("C"),
    ]
    publish_policy(document(*rows, values=[*CLAUSES, value("x.days", 30)]))
    view = current(NOW)
    found = {days: view.first("t", {"since": {"delivered": days}}).clause for days in (0, 30, 31, None)}
    assert found == {0: "A", 30: "A", 31: "B", None: "C"}


def test_a_decision_is_not_made_by_silence():
    publish_policy(document(row("A", kind=["ring"]), values=CLAUSES))
    with pytest.raises(MissingFact):
        current(NOW).first("t", {})


def test_every_remedy_of_the_demo_shop_names_a_clause_that_says_something():
    publish_demo_policy()
    view = current(NOW)
    for remedy in view.table("remedies"):
        for language in ("en", "zh-hans", "ar"):
            assert view.clause(remedy.clause, language)
