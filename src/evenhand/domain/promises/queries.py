"""Questions about promises: how they stand, what is next, and the figures anybody may recompute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from evenhand.domain.policy.queries import NoSuchVersion, PolicyView, current, published_versions, version
from evenhand.domain.promises.models import Promise
from evenhand.domain.promises.rules.clocks import Deadlines, deadlines, standing
from evenhand.domain.promises.rules.definitions import Definition
from evenhand.domain.promises.rules.replay import Outcome, Step, replay
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.timeline.models import Entry

# By digest: a published version never changes, so its promises are read once per process.
_defined_by: dict[str, tuple[Definition, ...]] = {}


@dataclass(frozen=True)
class Figure:
    """One public promise since a day: how many were kept in time, are or were late, are still open. `title` names its text."""

    key: str
    title: str
    kept: int
    late: int
    open: int


def state(promise: Promise, now: datetime) -> str:
    """A `choices.State` code: "open", "soon", "kept", "late" (for ever) or "released"."""
    return standing(
        now=now, due_at=promise.due_at, four_fifths_at=promise.four_fifths_at,
        kept_at=promise.kept_at, released_at=promise.released_at,
    )  # fmt: skip


def promises_about(kind: str, ref: UUID) -> QuerySet[Promise]:
    """Every promise about one thing, oldest first. (Who may see the thing may see its promises.)

    For "matter", "order" and "customer" also those about their returns, cases and refunds.
    """
    wider = {"matter": "matter_id", "order": "order_id", "customer": "customer_id"}
    wanted = Q(subject_kind=kind, subject_id=ref)
    if kind in wider:
        wanted |= Q(**{wider[kind]: ref})
    return Promise.objects.filter(wanted).order_by("started_at", "id")


def promises_of(actor: Actor) -> QuerySet[Promise]:
    """Every promise this actor may see, nearest deadline first."""
    return Promise.objects.visible_to(actor).order_by("due_at", "id")


def promises_of_matters(ids: Iterable[UUID]) -> dict[UUID, list[Promise]]:
    """The open promises of many matters, nearest deadline first, by matter. One query."""
    found: dict[UUID, list[Promise]] = {one: [] for one in ids}
    for promise in Promise.objects.open().filter(matter_id__in=found).order_by("due_at", "id"):
        if promise.matter_id is not None:
            found[promise.matter_id].append(promise)
    return found


def nearest_due(matter_id: UUID | None) -> datetime | None:
    """The nearest deadline among a matter's open promises; a late one is nearer than any other."""
    if matter_id is None:
        return None
    found: datetime | None = (
        Promise.objects.open().filter(matter_id=matter_id).aggregate(at=Min("due_at"))["at"]
    )
    return found


def promise_of(actor: Actor, promise_id: UUID) -> Promise | None:
    return Promise.objects.visible_to(actor).filter(pk=promise_id).first()


def definitions(now: datetime) -> tuple[Definition, ...]:
    """The promises of the policy in force, in its order; none before there is a policy."""
    try:
        return definitions_of(current(now))
    except NoSuchVersion:
        return ()


def definition_of(promise: Promise) -> Definition:
    """As it was defined when the promise was made: a new policy touches no open promise."""
    return next(
        one for one in definitions_of(version(promise.policy_version)) if one.key == promise.definition
    )


def would_be_due(key: str, start: datetime) -> Deadlines | None:
    """When a promise would be due if it started now (to say so before anybody asks); None if there is no such promise."""
    return next((deadlines(one, start) for one in definitions(start) if one.key == key), None)


def public_figures(now: datetime, since: datetime) -> list[Figure]:
    """Kept, late and open of every public promise in force, counted over those that started since."""
    ended = Coalesce("kept_at", "released_at")
    found = (
        Promise.objects.filter(public=True, started_at__gte=since)
        .annotate(ended_at=ended)
        .values("definition")
    )
    in_time, unended = Q(ended_at__lte=F("due_at")), Q(ended_at=None)
    late = Q(ended_at__gt=F("due_at")) | Q(unended, due_at__lt=now)
    rows = found.annotate(
        kept=Count("pk", filter=in_time & Q(kept_at__isnull=False)),
        late=Count("pk", filter=late),
        waits=Count("pk", filter=unended & Q(due_at__gte=now)),
    ).order_by()
    counted = {row["definition"]: (row["kept"], row["late"], row["waits"]) for row in rows}
    return [
        Figure(one.key, one.title, *counted.get(one.key, (0, 0, 0))) for one in definitions(now) if one.public
    ]


def recompute(entries: Iterable[Entry], *, now: datetime, since: datetime) -> list[Figure]:
    """The same figures from nothing but the timeline's entries (in order) and the published policy."""
    outcomes = [one for one in replayed(entries) if one.definition.public and one.started_at >= since]
    figures = []
    for definition in (one for one in definitions(now) if one.public):
        stands = [one.standing(now) for one in outcomes if one.definition.key == definition.key]
        waits = stands.count("open") + stands.count("soon")
        figures.append(
            Figure(definition.key, definition.title, stands.count("kept"), stands.count("late"), waits)
        )
    return figures


def replayed(entries: Iterable[Entry]) -> list[Outcome]:
    """Every promise these entries made, and how it ended."""
    return replay((Step(one.pk, one.name, one.data, one.about, one.at) for one in entries), definitions)


def entries_of_promises(now: datetime) -> QuerySet[Entry]:
    """All entries that start or end a promise of any policy so far, in order: what `recompute` needs."""
    views = [version(number) for number, _, _ in published_versions()]
    defined = [one for view in views for one in definitions_of(view)]
    names = {name for one in defined for name in (*one.starts, *one.keeps, *one.releases)}
    return Entry.objects.filter(name__in=names, at__lte=now).order_by("id").prefetch_related("subjects")


def definitions_of(view: PolicyView) -> tuple[Definition, ...]:
    """The promises one version of the policy defines."""
    found = _defined_by.get(view.digest)
    if found is None:
        found = _defined_by[view.digest] = tuple(_defined(view, row.result) for row in view.table("promises"))
    return found


def _defined(view: PolicyView, result: Mapping[str, Any]) -> Definition:
    return Definition(
        key=result["key"], title=result["title"], clock=result["clock"], subject=result["subject"],
        amount=view.number_of(result["amount"]), calendar=view.calendar(result["calendar"]),
        public=result["public"], policy_version=view.number, starts=tuple(result["starts"]), keeps=tuple(result["keeps"]), releases=tuple(result["releases"]),
        when=result.get("when", {}), keeps_when=result.get("keeps_when", {}),
        releases_when=result.get("releases_when", {}),
    )  # fmt: skip
