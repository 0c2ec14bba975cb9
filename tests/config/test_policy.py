"""The shop's word comes from a file to what everybody reads: one writes, another publishes."""

import pytest
from django.utils import timezone

from evenhand.config import policy
from evenhand.domain.policy.queries import current
from tests.make.moments import NOW
from tests.make.staff import make_member

DOCUMENT = """
number = {number}
title = "Our word"
effective_on = 2026-01-01
rows = []

[[values]]
key = "return.window_days"
amount = {days}
unit = "days"
source = "shop's choice"
texts = {{ en = "{days} days to send a thing back." }}
"""


@pytest.fixture
def written(tmp_path):
    def write(number: int, days: int = 30) -> str:
        file = tmp_path / f"policy-{number}.toml"
        file.write_text(DOCUMENT.format(number=number, days=days), "utf-8")
        return str(file)

    return write


@pytest.mark.django_db
def test_a_new_shop_publishes_its_first_word_by_itself(written, capsys):
    assert policy.draft([written(1)]) == 0
    assert policy.publish(["1"]) == 0
    assert current(NOW).days("return.window_days") == 30
    assert current(NOW).digest in capsys.readouterr().out


@pytest.mark.django_db
def test_a_later_word_needs_two_people(written, capsys):
    writer, reader = make_member(role="owner"), make_member(role="owner")
    policy.draft([written(1)])
    policy.publish(["1"])
    assert policy.draft([written(2, 45)]) == 1  # whose word is it?
    assert policy.draft([written(2, 45), "--by", writer.email]) == 0
    assert policy.publish(["2", "--by", writer.email]) == 1
    assert "may not publish" in capsys.readouterr().err
    assert policy.publish(["2", "--by", reader.email]) == 0
    assert current(timezone.now()).days("return.window_days") == 45


@pytest.mark.django_db
def test_who_may_not_and_what_is_wrong_is_said_in_words(written, capsys, tmp_path):
    agent = make_member(role="agent")
    assert policy.draft([written(1), "--by", agent.email]) == 1
    assert "leads and owners" in capsys.readouterr().err
    assert policy.draft([str(tmp_path / "nowhere.toml")]) == 1
    assert policy.publish(["7"]) == 1
    policy.draft([written(1)])
    policy.publish(["1"])
    assert policy.draft([written(1), "--by", make_member(role="owner").email]) == 1
    assert "the next number" in capsys.readouterr().err
