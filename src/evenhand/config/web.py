"""The web process: uvicorn on `PORT`, stopped cleanly by SIGTERM or Ctrl-C."""

import os
import signal
import sys
from types import FrameType

import uvicorn
from django.conf import settings


def stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def run_web() -> None:
    """Serve until stopped. Open streams are cut after two seconds; the browser comes back by itself."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # uvicorn raises the signal again when it has stopped; without a handler of ours nothing after it would run.
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    uvicorn.run(
        "evenhand.config.asgi:application",
        host=os.environ.get("EVENHAND_BIND", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        log_level="warning", proxy_headers=False, server_header=False, timeout_graceful_shutdown=2,
        limit_concurrency=4000,
    )  # fmt: skip
