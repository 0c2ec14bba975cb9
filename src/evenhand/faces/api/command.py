"""`evenhand token add`: a token for a program, shown once."""

import argparse
import sys
from datetime import timedelta

from django.utils import timezone

from evenhand.faces.api.scopes import SCOPES
from evenhand.foundation.programs.tokens import add_token


def run_command(words: list[str]) -> int:
    """Print the token on standard output and nothing else there, so that it can be piped into a secret store."""
    parser = argparse.ArgumentParser(prog="evenhand token add", description="Make a token for a program.")
    parser.add_argument("name", help="what the program is called")
    parser.add_argument(
        "--scope", action="append", default=[], choices=sorted(SCOPES), help="what it is for; again for more"
    )
    parser.add_argument("--all", action="store_true", help="every scope")
    parser.add_argument(
        "--days", type=int, default=365, help="how long it is good for; 0: until it is revoked"
    )
    asked = parser.parse_args(words)
    scopes = sorted(SCOPES) if asked.all else asked.scope
    if not scopes:
        parser.error("say at least one --scope, or --all")
    now = timezone.now()
    ends_at = now + timedelta(days=asked.days) if asked.days else None
    token, secret = add_token(name=asked.name, scopes=scopes, now=now, ends_at=ends_at)
    until = f", until {ends_at:%Y-%m-%d}" if ends_at else ""
    sys.stderr.write(f"{token.name} may: {', '.join(scopes)}{until}. The token is shown this once:\n")
    sys.stdout.write(f"{secret}\n")
    return 0
