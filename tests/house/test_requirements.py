"""The page of requirements is current, and no test claims what does not exist."""

from tests.house.requirements import PAGE, marks, page, unknown
from tests.house.tree import ROOT


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.house.requirements"


def test_marks_name_known_requirements():
    assert unknown(ROOT / "tests") == []


def test_a_made_up_requirement_is_caught(tmp_path):
    (tmp_path / "test_a.py").write_text(
        "@pytest.mark.req('R-999-1')\n@pytest.mark.req('R-003-4.7', 'C-02')\ndef test_b(): ...\n"
        "pytestmark = pytest.mark.req('R-999-2')\nclass TestC:\n    @pytest.mark.req('C-99')\n    def test_d(self): ...\n"
    )
    assert [line.split()[-1] for line in unknown(tmp_path)] == ["R-999-1", "R-999-2", "C-99"]
    assert {(name, test.rsplit("::", 1)[-1]) for name, test in marks(tmp_path)} >= {
        ("C-02", "test_b"),
        ("C-99", "test_d"),
    }
