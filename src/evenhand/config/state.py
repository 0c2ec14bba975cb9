"""Where state lives, and the secrets made on first start.

The root key is made once, together with a mark `keys/made`. If the mark is there and the key is not, the key was lost:
we refuse to start rather than make a new one that opens nothing.
"""

import fcntl
import os
from pathlib import Path

from evenhand.foundation.vault.root import derived, make_root_file, root_keys


def var_folder() -> Path:
    """The folder of all state: `EVENHAND_VAR`, else `var/` where the program is started."""
    folder = Path(os.environ.get("EVENHAND_VAR", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret(root: Path, label: str) -> str:
    """A secret for one use, derived from the root key; makes the key on the very first start.

    Raises:
        KeyTrouble: the key is missing though it was made once, is readable by others, or is no key.
    """
    root.parent.mkdir(parents=True, exist_ok=True)
    made = root.parent / "made"
    with (root.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists() and not root.exists():
            make_root_file(root)
        made.touch(mode=0o600)
    root_keys(root)
    return derived(root, label).hex()
