"""The import contract holds, and each of its clauses catches a sin."""

import shutil

import pytest

from tests.house.contract import broken, lint_imports
from tests.house.tree import SOURCE

# where a sin is put, what it says, and the clause that must catch it
SINS = {
    "foundation/money/sin.py": ("import evenhand.wiring.settle", "Look down, never up"),
    "domain/catalog/queries.py": (
        "import evenhand.domain.orders.queries",
        "Rooms of the domain, top to bottom",
    ),
    "domain/catalog/helpers.py": ("", "Inside a room: a fixed vocabulary, read downward"),
    "domain/orders/queries.py": (
        "import evenhand.domain.catalog.models",
        "A room's tables and rules are its own",
    ),
    "faces/help/sin.py": (
        "import evenhand.domain.catalog.models",
        "Faces, connectors and wiring come in by actions, queries, events and choices",
    ),
    "faces/portal/sin.py": ("import evenhand.faces.help", "No face knows another; all wear one look"),
    "domain/catalog/events.py": (
        "import django.db",
        "Rules and events know no database, no clock, no request",
    ),
    "foundation/text/sin.py": ("import evenhand.foundation.search", "No circles anywhere"),
    "foundation/search/sin.py": ("import evenhand.foundation.text.sin", "No circles anywhere"),
}


@pytest.fixture
def sinful(tmp_path):
    """A copy of the house with every sin in it."""
    shutil.copytree(
        SOURCE, tmp_path / "evenhand", ignore=shutil.ignore_patterns("static", "templates", "*.pyc")
    )
    for place, (line, _) in SINS.items():
        file = tmp_path / "evenhand" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        with file.open("a") as out:
            out.write(f"\n{line}\n")
    return tmp_path


def test_the_contract_holds():
    done = lint_imports()
    assert done.returncode == 0, done.stdout


def test_every_clause_catches_a_sin(sinful):
    done = lint_imports(sinful)
    assert broken(done.stdout) >= {clause for _, clause in SINS.values()}, done.stdout
