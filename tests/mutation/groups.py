"""What is changed, in groups that stand for themselves, and which tests must notice."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "src/evenhand/domain"


@dataclass(frozen=True)
class Group:
    """Files (patterns below the domain) and the folders of tests/domain that show them."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def patterns(self) -> list[str]:
        return [f"{DOMAIN}/{one}" for one in self.files]


def room(name: str, *also: str) -> Group:
    return Group(name, (f"{name}/rules.py", f"{name}/rules/*.py"), (name, *also))


GROUPS = [
    Group("payments rules", ("payments/rules.py",), ("payments",)),
    Group("payments actions", ("payments/actions/*.py",), ("payments",)),
    room("returns"),
    room("cases"),
    room("orders", "returns"),
    room("promises"),
    room("policy"),
    room("conversations"),
    room("channels"),
    room("articles"),
    room("catalog"),
    room("customers"),
    room("staff"),
    room("privacy"),
]
# Two copies of the project run beside each other, with a database each; about as much to do in one as in the other.
SHARDS = [
    ["payments rules", "payments actions"],
    [one.name for one in GROUPS if not one.name.startswith("payments")],
]


def group_of(path: str) -> str:
    """The group a source file belongs to."""
    return next(one.name for one in GROUPS if any(Path(path).match(pattern) for pattern in one.patterns))


def groups(shard: list[str]) -> list[Group]:
    return [one for one in GROUPS if one.name in shard]
