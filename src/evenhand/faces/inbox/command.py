"""`evenhand mail receive`: one mail on standard input, for a mail server's pipe. Exit codes are those of sysexits.h.

0: the mail is kept for good, the server may forget it. 75 (EX_TEMPFAIL): it could not be kept, the server tries again.
69 (EX_UNAVAILABLE): larger than we take, the server tells its sender. 64 (EX_USAGE): there was nothing on standard input.
"""

import logging
import sys
from typing import BinaryIO

from django.utils import timezone

from evenhand.foundation.mail.choices import Source
from evenhand.foundation.mail.incoming import MOST_BYTES, receive_raw
from evenhand.foundation.vault.keys import demand_right_root

log = logging.getLogger(__name__)
TAKEN, NOTHING, TOO_LARGE, TRY_AGAIN = 0, 64, 69, 75


def run(stdin: BinaryIO, recipients: list[str] | None = None) -> int:
    """Keep what is on `stdin`; the exit code. Never raises: a mail server reads any other code as "lost"."""
    try:
        raw = stdin.read(MOST_BYTES + 1)
        if not raw.strip():
            return NOTHING
        if len(raw) > MOST_BYTES:
            return TOO_LARGE
        demand_right_root()
        receive_raw(raw, Source.COMMAND, timezone.now(), recipients=recipients or [])
    except Exception:
        log.exception("A mail could not be kept; its sender's server will try again.")
        return TRY_AGAIN
    return TAKEN


def run_command(words: list[str]) -> int:
    """The words are the recipients of the envelope, where the mail server says them."""
    return run(sys.stdin.buffer, words)
