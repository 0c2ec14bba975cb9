"""Rule: imports go down the floors and rooms only. import-linter holds the contract (pyproject.toml)."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT


def lint_imports(folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the contract on the tree in `folder`."""
    environment = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo", "--no-cache", "--config", ROOT / "pyproject.toml"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def broken(told: str) -> set[str]:
    """The names of the contracts that are broken."""
    return set(re.findall(r"^(.+?) BROKEN", told, re.MULTILINE))
