"""Everything stays within its budget, and what does not is named."""

from tests.house import budgets
from tests.house.budgets import code, long_functions, too_long, typical
from tests.house.tree import ROOT, SOURCE, files


def test_python_files_stay_small():
    found = code(SOURCE)
    assert too_long(found, budgets.FILE_MAX) == []
    assert typical(found, budgets.FILE_MEDIAN, budgets.FILE_MOST) == []
    assert too_long([SOURCE / "config" / "settings.py"], budgets.SETTINGS_MAX) == []


def test_functions_and_views_stay_small():
    assert list(long_functions(code(SOURCE))) == []


def test_templates_and_style_sheets_stay_small():
    pages = list(files(SOURCE, ".html"))
    assert too_long(pages, budgets.TEMPLATE_MAX) == []
    assert typical(pages, budgets.TEMPLATE_MEDIAN) == []
    own = [file for file in files(SOURCE, ".css") if "vendor" not in file.parts]
    assert too_long(own, budgets.CSS_MAX) == []


def test_test_files_stay_small():
    assert too_long(code(ROOT / "tests"), budgets.TEST_MAX) == []


def test_a_long_file_and_a_long_function_are_caught(tmp_path):
    (tmp_path / "long.py").write_text("x = 1\n" * 301)
    (tmp_path / "faces").mkdir()
    (tmp_path / "faces" / "desk.py").write_text("def view(request):\n" + "    x = 1\n" * 20)
    (tmp_path / "verb.py").write_text(
        "def verb():\n" + "    x = 1\n" * 40 + "def fine():\n" + "    x = 1\n" * 39
    )
    assert len(too_long(code(tmp_path), budgets.FILE_MAX)) == 1
    assert [line.split()[1] for line in long_functions(code(tmp_path))] == ["verb:", "view:"]


def test_a_house_of_middling_files_is_caught(tmp_path):
    for number in range(10):
        (tmp_path / f"f{number}.py").write_text("x = 1\n" * (61 if number < 8 else 200))
    assert len(typical(code(tmp_path), budgets.FILE_MEDIAN, budgets.FILE_MOST)) == 2
