"""A copy of the project in which mutmut may change what it likes: `var/mutation/<shard>`."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.groups import ROOT, Group, groups

# Machines of many steps, and whatever races in threads, take longer than all the rest and notice little more.
SLOW = ["test_money_machine.py", "test_refund_race.py", "test_any_order_of_steps.py", "test_queue.py"]
NEEDED = ["src", "tests/domain", "tests/make", "tests/__init__.py", "tests/conftest.py", "pyproject.toml"]
# The first half of what `mutmut run` does: every change written down, none tried.
MAKE = """
from mutmut.__main__ import (
    copy_also_copy_files, copy_src_dir, create_mutants, set_mutant_under_test, setup_source_paths,
    store_lines_covered_by_tests,
)
set_mutant_under_test("mutant_generation")
copy_src_dir(); copy_also_copy_files(); setup_source_paths(); store_lines_covered_by_tests(); create_mutants(1)
"""
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {patterns}
# What an exception says beside its kind is read by developers alone: another wording is no other behaviour.
do_not_mutate_patterns = ['raise \\w+\\(f?"']
pytest_add_cli_args = ["--reuse-db", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "timeout=0", "-m", "not slow"{deselected}]
pytest_add_cli_args_test_selection = {tests}
track_dependencies = false
use_git_change_detection = false
timeout_constant = 4.0
timeout_multiplier = 2.0
"""


class Workshop:
    """One copy, its settings and its results."""

    def __init__(self, number: int, shard: list[str]):
        self.number, self.groups = number, groups(shard)
        self.place = ROOT / "var" / "mutation" / str(number)

    def set_up(self) -> None:
        """A fresh copy; what an earlier run found out is thrown away."""
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        for one in NEEDED:
            where, goal = ROOT / one, self.place / one
            goal.parent.mkdir(parents=True, exist_ok=True)
            if where.is_dir():
                shutil.copytree(where, goal, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(where, goal)
        settings = self.place / "pyproject.toml"
        settings.write_text(settings.read_text(encoding="utf-8") + self._settings(), encoding="utf-8")

    def make_mutants(self) -> list[str]:
        """Write every mutant, try none; their names."""
        self._run([sys.executable, "-c", MAKE], "make")
        return sorted(self.verdicts())

    def try_them(self, names: Iterable[str]) -> None:
        """Run the tests of each."""
        self._mutmut("run", "--max-children", "1", *names)

    def verdicts(self) -> dict[str, int | None]:
        """What became of each mutant: the exit code of its tests, none where it was not tried."""
        found: dict[str, int | None] = {}
        for file in (self.place / "mutants" / "src").rglob("*.meta"):
            found |= json.loads(file.read_text())["exit_code_by_key"]
        return found

    def file_of(self, name: str) -> str:
        """Which source file a mutant's name stands for."""
        module = name.rpartition(".")[0].replace(".", "/")
        plain = f"src/{module}.py"
        return plain if (ROOT / plain).exists() else f"src/{module}/__init__.py"

    def diff(self, name: str) -> str:
        shown = self._mutmut("show", name, check=False)
        return "\n".join(
            line for line in shown.splitlines() if line[:1] in "+-@" and line[:3] not in ("+++", "---")
        )

    def _settings(self) -> str:
        tests = sorted({f"tests/domain/{one}" for group in self.groups for one in group.tests})
        deselected = "".join(f', "--ignore-glob=*/{one}"' for one in SLOW)
        patterns = [pattern for group in self.groups for pattern in group.patterns]
        return SETTINGS.format(patterns=json.dumps(patterns), tests=json.dumps(tests), deselected=deselected)

    def _mutmut(self, *words: str, check: bool = True) -> str:
        return self._run([str(Path(sys.executable).with_name("mutmut")), *words], words[0], check=check)

    def _run(self, words: list[str], name: str, *, check: bool = True) -> str:
        env = {
            **os.environ, "EVENHAND_TEST_SUFFIX": f"mutation{self.number}",
            "EVENHAND_VAR": str(self.place / "var"), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        done = subprocess.run(words, cwd=self.place, env=env, text=True, capture_output=True, check=False)
        said = done.stdout + done.stderr
        (self.place / f"{name}.log").write_text(said, encoding="utf-8")
        if check and done.returncode:
            raise RuntimeError(f"mutmut could not {name}:\n{said[-3000:]}")
        return done.stdout


def all_groups(shops: Iterable[Workshop]) -> list[Group]:
    return [group for shop in shops for group in shop.groups]
