"""Everything in one command: the database, its migrations, the web and one worker."""

import os
import subprocess
import sys

from evenhand.config.tables import migrate_tables
from evenhand.config.web import run_web
from evenhand.foundation.vault.keys import demand_right_root


def run_serve() -> None:
    """Migrate, start a worker beside us, serve. The worker stops with us."""
    migrate_tables(verbosity=0)
    demand_right_root()
    worker = subprocess.Popen([sys.executable, "-m", "evenhand.config.cli", "work"], env=os.environ)
    try:
        run_web()
    finally:
        worker.terminate()
        worker.wait(timeout=20)
