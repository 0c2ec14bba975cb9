"""The database's clock, for leases and pauses: two hosts' clocks may differ, and foundation reads none of its own."""

from datetime import datetime
from typing import cast

from django.db import connection


def database_clock() -> datetime:
    """Now, as the database has it, in the middle of a transaction too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cast("datetime", cursor.fetchone()[0])
