"""Everything in one command: the database, its migrations, the web and one worker."""

import logging
import os
import subprocess
import sys
import threading

from evenhand.config.tables import migrate_tables, when_it_answers
from evenhand.config.web import run_web
from evenhand.foundation.vault.keys import demand_right_root

log = logging.getLogger(__name__)
WORKER = [sys.executable, "-m", "evenhand.config.cli", "work", "beside"]


def run_serve() -> None:
    """Migrate, start a worker beside us, serve. The worker stops with us."""
    when_it_answers(lambda: migrate_tables(verbosity=0))
    demand_right_root()
    beside = Beside()
    try:
        run_web()
    finally:
        beside.stop()


class Beside:
    """The worker beside the web: started again when it dies, and never left behind, not even when we are killed."""

    def __init__(self) -> None:
        self.stopping, self.worker = threading.Event(), self.start()
        self.watch = threading.Thread(target=self.keep, daemon=True)
        self.watch.start()

    def start(self) -> "subprocess.Popen[bytes]":
        # It hears of our end by the end of its standard input.
        return subprocess.Popen(WORKER, env=os.environ, stdin=subprocess.PIPE)

    def keep(self) -> None:
        while True:
            code = self.worker.wait()
            if self.stopping.wait(1):
                return
            log.error("the worker ended (%s) and is started again", code)
            self.worker = self.start()

    def stop(self) -> None:
        """Give the job at hand twenty seconds."""
        self.stopping.set()
        self.worker.terminate()
        try:
            self.worker.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.worker.kill()
        self.watch.join(timeout=5)
