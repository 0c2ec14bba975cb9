"""`evenhand keys`: which root keys there are, and how a new one takes over."""

import sys

from rich.progress import track

from evenhand.config.cli import parser
from evenhand.foundation.vault.rotate import (
    StillUsed,
    add_root_key,
    count_by_root,
    drop_root_key,
    rewrap_some,
)


def keys(words: list[str]) -> int:
    """List the root keys, oldest first, each with how many people's keys it wraps."""
    parser("keys").parse_args(words)
    for name, count in count_by_root().items():
        print(f"{name:<6} wraps {count} people's keys")
    return 0


def rotate(words: list[str]) -> int:
    """Add a root key and wrap everything by it; said again, goes on where it was stopped."""
    asks = parser("keys rotate")
    asks.add_argument(
        "--resume", action="store_true", help="add no new key: only go on wrapping by the newest"
    )
    if not asks.parse_args(words).resume:
        print(
            f"{add_root_key()} wraps new keys from now on. Copy the key file to its safe place before you go on."
        )
    waiting = list(count_by_root().values())[:-1]
    for _ in track(range(0, sum(waiting), 500), "Wrapping people's keys anew"):
        rewrap_some()
    while rewrap_some():
        pass
    return keys([])


def drop(words: list[str]) -> int:
    """Take a root key that wraps nothing out of use."""
    asks = parser("keys drop")
    asks.add_argument("name", help="as `evenhand keys` lists it")
    name = asks.parse_args(words).name
    try:
        drop_root_key(name)
    except KeyError:
        print(f"There is no root key {name}. `evenhand keys` lists them.", file=sys.stderr)
        return 2
    except StillUsed as why:
        more = (
            f"{why.count} people's keys need it: evenhand keys rotate --resume"
            if why.count
            else "it is the newest"
        )
        print(f"{name} stays: {more}.", file=sys.stderr)
        return 1
    print(
        f"{name} opens nothing any more. Backups made before today need your old copy of the key file: keep it apart."
    )
    return 0
