import pytest

from evenhand.domain.policy.actions import BadDocument, draft_version
from tests.make.moments import NOW
from tests.make.policy import AUTHOR, calendar, document, value

pytestmark = pytest.mark.django_db


def troubles(given):
    with pytest.raises(BadDocument) as found:
        draft_version(document=given, actor=AUTHOR, now=NOW)
    return found.value.troubles


def test_what_is_not_toml_is_told_where():
    assert "line 2" in troubles("number = 1\nnumber = 2\n")[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (document(values=[value("x.days", "thirty")]), "value x.days: amount 'thirty' is not a number of days"),
        (document(values=[value("x.days", -1)]), "value x.days: amount -1 is not a number of days"),
        (document(values=[value("x.days", 1.5)]), "value x.days: amount 1.5 is not a number of days"),
        (document(values=[value("x.share", 101, "percent")]), "value x.share: amount 101 is not a number of percent"),
        (document(values=[value("x.cost", {"minor": 4.9, "currency": "EUR"}, "money")]), "value x.cost: amount"),
        (document(values=[value("x.cost", {"minor": 4, "currency": "EUR", "elsewhere": {"yen": 4}}, "money")]), "value x.cost: amount"),
        (document(values=[value("x.days", 3, "moons")]), "value x.days: unit is missing or wrong"),
        (document(values=[value("x.days", 3) | {"colour": 1}]), "value x.days: colour is not a field we know"),
        (document(values=[value("x.days", 3) | {"source": " "}]), "value x.days: source is missing or wrong"),
        (document(values=[value("X", 3)]), "value X: key is missing or wrong"),
        (document(values=[calendar(zone="Mars/Base")]), "value calendar.shop: not a calendar"),
        (document(values=[calendar(week={"monday": []})]), "value calendar.shop: not a calendar: monday"),
        (document(values=[calendar(holidays="ZZ")]), "value calendar.shop: not a calendar"),
        (document(number=0), "number: missing or of the wrong kind"),
        (document({"table": "t", "clause": "", "conditions": [], "result": {"a": 1}}), "conditions is missing or wrong"),
        (document(extra=1), "extra is not a field we know"),
    ],
)  # fmt: skip
def test_every_trouble_is_told_in_words(given, said):
    assert any(said in one for one in troubles(given)), troubles(given)


def test_all_troubles_are_told_at_once():
    wrong = document(values=[value("x.days", "a"), value("y.days", "b")])
    assert len(troubles(wrong)) == 2


def test_a_key_or_a_position_stands_once():
    twice = document(values=[value("x.days", 3)])
    twice["values"].append(value("x.days", 4))
    row = {"table": "t", "position": 1, "clause": "", "conditions": {}, "result": {"a": 1}}
    twice["rows"] = [row, row]
    assert troubles(twice) == ["value x.days stands here twice", "row ('t', 1) stands here twice"]
