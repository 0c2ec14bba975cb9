"""The pages of requirements and of hostile cases are current, and no test claims what does not exist."""

import pytest

from tests.house.marks import EACH, REQUIREMENTS, SECURITY


@pytest.mark.parametrize("each", EACH, ids=lambda each: each.name)
def test_the_page_is_current(each):
    assert each.page.read_text(encoding="utf-8") == each.written(), "run: make docs"


@pytest.mark.parametrize("each", EACH, ids=lambda each: each.name)
def test_marks_name_what_is_known(each):
    assert each.unknown() == []


def test_a_made_up_requirement_is_caught(tmp_path):
    (tmp_path / "test_a.py").write_text(
        "@pytest.mark.req('R-999-1')\n@pytest.mark.req('R-003-4.7', 'C-02')\ndef test_b(): ...\n"
        "pytestmark = pytest.mark.req('R-999-2')\nclass TestC:\n    @pytest.mark.req('C-99')\n    def test_d(self): ...\n"
    )
    assert [line.split()[-1] for line in REQUIREMENTS.unknown(tmp_path)] == ["R-999-1", "R-999-2", "C-99"]
    assert {(name, test.rsplit("::", 1)[-1]) for name, test in REQUIREMENTS.marks(tmp_path)} >= {
        ("C-02", "test_b"),
        ("C-99", "test_d"),
    }


def test_a_made_up_case_is_caught_and_a_known_one_is_not(tmp_path):
    (tmp_path / "test_a.py").write_text(
        "@pytest.mark.case(59, 999)\n@pytest.mark.req('C-02')\ndef test_b(): ...\n"
    )
    assert [line.split()[-1] for line in SECURITY.unknown(tmp_path)] == ["999"]


def test_a_reason_stands_only_where_no_test_does():
    shown = {name for name, _ in SECURITY.marks()}
    known = {name for group in SECURITY.groups().values() for name in group}
    assert known - shown == SECURITY.reasons().keys()
