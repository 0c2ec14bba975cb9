"""Where the real material lies: `REAL_DATA`, or `../shared/data` beside the project."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def real_data(name: str) -> Path | None:
    """The folder `name` of the real material, or None where it is absent (then the test skips
    with its reason).
    """
    folder = Path(os.environ.get("REAL_DATA") or ROOT.parent / "shared" / "data") / name
    return folder if folder.is_dir() else None
