"""Rules: a migration's name says what it does to the tables, and the version that runs while it is made goes on working."""

from collections.abc import Iterable
from pathlib import Path

from django.db.migrations import AddField, DeleteModel, RemoveField, RenameField, RenameModel
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

MACHINE_NAMES = ("_auto_", "_initial_", "_and_more_")


def unnamed(root: Path) -> list[Path]:
    """Migration files whose name the machine made up."""
    files = sorted(root.glob("**/migrations/0*.py"))
    return [file for file in files if any(mark in f"{file.stem}_" for mark in MACHINE_NAMES)]


TAKEN_AWAY = (RemoveField, DeleteModel, RenameField, RenameModel)
# Before the first release nobody ran an older version beside a newer one.
BEFORE_THE_FIRST_RELEASE = {
    "catalog.product.picture_digest", "payments.refunddecision.needs_second", "returns.return.send_to", "returns.return.send_with",
    "returns.returnline.each_minor",
}  # fmt: skip


def breaks_the_older(app: str, operations: Iterable[Operation]) -> list[str]:
    """Columns that the older version, still running, would miss or could not write a row without."""
    found = [f"{app}: {one.describe()}" for one in operations if isinstance(one, TAKEN_AWAY)]
    return found + [
        f"{app}.{one.model_name_lower}.{one.name}"
        for one in operations
        if isinstance(one, AddField) and not one.field.null and one.field.db_default is NOT_PROVIDED
    ]
