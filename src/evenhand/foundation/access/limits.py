"""How often somebody may try: token buckets in the database, true for all processes at once."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from evenhand.foundation.access.models import Bucket
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.vault.blind import blind


@dataclass(frozen=True)
class Limit:
    """At most `burst` at once, and `burst` more over each `per`."""

    name: str
    burst: int
    per: timedelta


# A port behind an address, as "192.0.2.7:4711" or "[2001:db8::1]:4711"; a bare version 6 address has none.
PORT = re.compile(r"(?<=\]):\d+$|^([\d.]+):\d+$")
HOUR = timedelta(hours=1)
CODE_PER_ADDRESS = Limit("code.address", 5, HOUR)
CODE_PER_ORDER = Limit("code.order", 5, HOUR)
CODE_PER_SOURCE = Limit("code.source", 10, HOUR)
REDEEM_PER_SOURCE = Limit("redeem.source", 30, HOUR)
SIGN_IN_PER_ADDRESS = Limit("sign_in.address", 10, timedelta(minutes=15))
SIGN_IN_PER_SOURCE = Limit("sign_in.source", 30, timedelta(minutes=15))
SECOND_PROOF = Limit("second_proof.member", 5, timedelta(minutes=10))

THERE = 'LEAST(%(burst)s, b."left" + GREATEST(EXTRACT(EPOCH FROM %(now)s - b.at), 0) * %(rate)s)'
# Last used in a time that is yet to come: by a clock that was set right since.
SET_BACK = "b.at > %(now)s + interval '10 minutes'"
TAKE = f"""
    INSERT INTO access_bucket AS b (id, "limit", who, "left", at) VALUES (%(id)s, %(limit)s, %(who)s, %(burst)s - 1, %(now)s)
    ON CONFLICT ("limit", who) DO UPDATE SET
        at = CASE WHEN {SET_BACK} THEN %(now)s ELSE GREATEST(b.at, %(now)s) END, "left" = {THERE} - 1
    WHERE {THERE} >= 1
    RETURNING "left"
"""  # noqa: S608 - our own words
# A clock that goes back gives nothing; but it fills from now on, and not only when the time has come that it was.
FILL_AGAIN = (
    f'UPDATE access_bucket b SET at = %(now)s WHERE b."limit" = %(limit)s AND who = %(who)s AND {SET_BACK}'  # noqa: S608
)


def take(limit: Limit, value: str, now: datetime) -> bool:
    """Use one up. False, and nothing used, when none is left. One statement: two at once cannot take the same one.

    `value` is the canonical spelling (`normal_email`, `source_of`), or the limit is walked around.
    """
    given: dict[str, Any] = {
        "id": new_id(),
        "limit": limit.name,
        "who": _who(limit, value),
        "burst": float(limit.burst),
        "rate": limit.burst / limit.per.total_seconds(),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, given)
        taken = cursor.fetchone() is not None
        if not taken:
            cursor.execute(FILL_AGAIN, given)
    return taken


def give_back(limit: Limit, value: str) -> None:
    """All is free again: the person turned out to be who they said."""
    Bucket.objects.filter(limit=limit.name, who=_who(limit, value)).delete()


def source_of(request: HttpRequest) -> str:
    """Where a request comes from: the address, of a version 6 one the network (/64) that one household has, in its one
    spelling.

    Behind our own proxy (a setting) the last hop it wrote is believed, never what the visitor sent before it.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER is not None:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return _household(address)


def _household(address: str) -> str:
    """`2001:db8::1`, `[2001:DB8::2]:4711` and `2001:db8:0:0:9::` are one; some proxies write the port beside it."""
    plain = PORT.sub(r"\1", address).strip("[]")
    try:
        found = ip_address(plain)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((found, 64), strict=False).network_address)


def _who(limit: Limit, value: str) -> bytes:
    return blind(f"access.limit.{limit.name}", value or "nobody")
