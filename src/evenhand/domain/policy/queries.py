"""Questions about the policy. Everything published is public, so these take no actor; drafts have their own
question.
"""

from datetime import UTC, date, datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from evenhand.domain.policy.models import Version
from evenhand.domain.policy.rules.document import Document
from evenhand.domain.policy.rules.ready import why_not_ready
from evenhand.domain.policy.rules.remedies import Asked, Goods, Outcome, options
from evenhand.domain.policy.rules.tables import Row
from evenhand.domain.policy.rules.troubles import MissingFact, NoSuchValue
from evenhand.domain.policy.rules.view import PolicyView, Value
from evenhand.foundation.access.actors import Actor

__all__ = [
    "Asked", "Goods", "MissingFact", "NoSuchValue", "NoSuchVersion", "Outcome", "PolicyView", "Row", "Value", "current",
    "options", "version",
]  # fmt: skip


# Asked several times for each page and letter, so it is not put together anew each time. Of those known at the moment the
# latest; if none was known then, the first that was published.
IN_FORCE = """
SELECT id FROM policy_version WHERE state = 'published' AND effective_on <= %(today)s
ORDER BY (published_at <= %(now)s) IS TRUE DESC,
  CASE WHEN published_at <= %(now)s THEN effective_on END DESC, CASE WHEN published_at <= %(now)s THEN number END DESC,
  published_at, number LIMIT 1"""


class NoSuchVersion(Exception):
    """No published version of this number, or none in effect yet."""


def current(now: datetime) -> PolicyView:
    """What the shop's word is at this moment: the latest version in effect that was published by then. One
    query.

    A version binds from the day it names and never before it was published. Only the first of all may reach
    back behind its publishing: there was no other word then.

    Raises:
        NoSuchVersion: nothing is published for this day.
    """
    with connection.cursor() as cursor:
        cursor.execute(IN_FORCE, {"now": now, "today": now.astimezone(UTC).date()})
        found = cursor.fetchone()
    if found is None:
        raise NoSuchVersion
    return _view(found[0])


def version(number: int) -> PolicyView:
    """A published version by its number: the one an order was bought under, say.

    Raises:
        NoSuchVersion: not published.
    """
    found = Version.objects.published().filter(number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NoSuchVersion(number)
    return _view(found)


def published_versions() -> list[tuple[int, str, date]]:
    """Number, title and first day of every published version, newest first."""
    found = Version.objects.published().order_by("-effective_on", "-number")
    return list(found.values_list("number", "title", "effective_on"))


def versions_for(actor: Actor) -> QuerySet[Version]:
    """All versions this actor may see, newest first: drafts for staff only."""
    return Version.objects.visible_to(actor).order_by("-number")


def troubles_of(actor: Actor, number: int) -> list[str]:
    """Why a draft cannot be published yet, in words."""
    found = Version.objects.visible_to(actor).filter(number=number).first()
    return [] if found is None else why_not_ready(document_of(found))


def document_of(of: Version) -> Document:
    """A stored version as the document it was read from."""
    values = list(of.values.order_by("position").values("key", "amount", "unit", "source", "texts"))
    rows = list(
        of.rows.order_by("table", "position").values("table", "position", "clause", "conditions", "result")
    )
    return Document(of.number, of.title, of.effective_on, values, rows)


@lru_cache(maxsize=64)
def _view(version_id: UUID) -> PolicyView:
    """A published version never changes, so it is read once per process."""
    found = Version.objects.get(pk=version_id)
    document = document_of(found)
    tables: dict[str, tuple[Row, ...]] = {}
    for row in document.rows:
        tables[row["table"]] = (*tables.get(row["table"], ()), Row(**row))
    values = {value["key"]: Value(**value) for value in document.values}
    return PolicyView(found.number, found.title, found.effective_on, found.digest, values, tables)
