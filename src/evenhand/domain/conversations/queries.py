"""Questions about matters. Who asks is always an argument; a query that takes none is for mail and wiring, not for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)

from evenhand.domain.conversations.choices import Channel, Kind, State, View
from evenhand.domain.conversations.models import DUE, OURS, Attachment, Draft, Matter, Message, SolvedTally
from evenhand.domain.conversations.rules import why_here
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.search.find import find_private
from evenhand.foundation.vault.keys import open_keys

PAGE = 25  # two screens: what a person takes in before the queue has moved on
WAIT_OVER = timedelta(days=30)
_COUNTED = [view for view in View.values if view != View.SOLVED]
_SOMEBODY = UUID(int=0)  # stands for whoever asks in a statement that is put together once
# What a list shows: a model that carries only this is made and read in half the time.
READ_IN_A_LIST = (
    "key", "number", "topic", "language", "subject", "state", "order_id", "snoozed_until", "opened_at", "last_customer_at",
    "last_staff_at", "arrived_at", "solved_at", "next_due_at", "customer__key", "customer__name",
)  # fmt: skip


@dataclass(frozen=True)
class QueueRow:
    """One row of the desk's queue. `why` is a `choices.Why` code, `why_at` the moment that goes with it."""

    matter: Matter
    why: str
    why_at: datetime


@dataclass(frozen=True)
class Queue:
    """One page of a view. `after` asks for the next one; None: this was the last."""

    rows: list[QueueRow]
    after: str | None


@dataclass(frozen=True)
class Wait:
    """How long people really waited for a person's first answer: the median of the last 30 days, over `of` matters."""

    median: timedelta
    of: int


def matter(actor: Actor, number: str) -> Matter | None:
    """By its number, if this actor may see it. Capitals and blanks do not matter."""
    found = Matter.objects.visible_to(actor).select_related("customer", "assignee", "key")
    return found.filter(number=number.strip().upper()).first()


def matter_by_id(actor: Actor, matter_id: UUID) -> Matter | None:
    return Matter.objects.visible_to(actor).filter(pk=matter_id).first()


def matters_of(
    actor: Actor, *, customer_id: UUID | None = None, order_id: UUID | None = None
) -> QuerySet[Matter]:
    """What this actor may see, newest first; of one customer or about one order when asked."""
    found = Matter.objects.visible_to(actor).select_related("customer").order_by("-opened_at", "-id")
    if customer_id is not None:
        found = found.filter(customer_id=customer_id)
    return found if order_id is None else found.filter(order_id=order_id)


def matters_for(
    actor: Actor, view: str, after: str | None = None, *, now: datetime, size: int = PAGE
) -> Queue:
    """One page of the queue. Nearest promised deadline first, then who came first; nothing else moves anybody.

    `view` is a `choices.View` code; `after` comes from the page before. Three queries, however long the list.
    """
    found = _in_view(Matter.objects.visible_to(actor), view, actor)
    keys, newest_first = _ORDER.get(view, (("due", "arrived_at", "id"), False))
    found = found.annotate(due=DUE).order_by(*(f"-{key}" if newest_first else key for key in keys))
    if after:
        found = found.filter(_beyond(keys, after, newest_first=newest_first))
    rows = list(found.select_related("customer").only(*READ_IN_A_LIST)[: size + 1])
    open_keys({one.key_id for one in rows})
    more = len(rows) > size
    return Queue([_row(one, view, now) for one in rows[:size]], _mark(rows[size - 1], keys) if more else None)


def counts(actor: Actor) -> dict[str, int]:
    """How many matters stand in each view, exactly."""
    if not actor.is_staff:
        return {view: _in_view(Matter.objects.visible_to(actor), view, actor).count() for view in View.values}
    sql, values = _counting()
    with connection.cursor() as cursor:
        cursor.execute(sql, [actor.id if one == _SOMEBODY else one for one in values])
        found = dict(zip(_COUNTED, cursor.fetchone(), strict=True))
    solved = SolvedTally.objects.visible_to(actor).aggregate(many=Sum("many"))["many"]
    return {**found, View.SOLVED.value: int(solved or 0)}


@cache
def _counting() -> tuple[str, tuple[Any, ...]]:
    """The statement that counts the views for a member of staff, put together once: the desk asks it with each page."""
    somebody = Actor("staff", _SOMEBODY)
    open_ones = Matter.objects.visible_to(somebody).exclude(state=State.SOLVED).order_by()
    wanted = {f"in_{view}": Count("pk", filter=_view_condition(view, somebody)) for view in _COUNTED}
    counted = open_ones.values(all=Value(1)).annotate(**wanted).values_list(*wanted)
    sql, values = counted.query.sql_with_params()
    return sql, values


def last_words(actor: Actor, matters: Iterable[Matter]) -> dict[UUID, Message]:
    """The latest message of each matter that this actor may read, by matter. One query, one look into the index each."""
    read = Message.objects.visible_to(actor).exclude(kind=Kind.NOTE)
    latest = read.filter(matter=OuterRef("pk")).order_by("-sent_at", "-id").values("pk")[:1]
    of = Matter.objects.filter(pk__in=[one.pk for one in matters]).values(last=Subquery(latest))
    found = read.filter(pk__in=of).only("key", "matter", "kind", "body")
    return {one.matter_id: one for one in found}


def messages_of(actor: Actor, of: Matter) -> QuerySet[Message]:
    """What was said in a matter, oldest first, files with it; a customer gets no notes."""
    found = Message.objects.visible_to(actor).filter(matter=of).order_by("sent_at", "id")
    return found.prefetch_related("attachments__file")


def message(actor: Actor, message_id: UUID) -> Message | None:
    return Message.objects.visible_to(actor).select_related("matter").filter(pk=message_id).first()


def attachment(actor: Actor, attachment_id: UUID) -> Attachment | None:
    found = Attachment.objects.visible_to(actor).select_related("file", "message")
    return found.filter(pk=attachment_id).first()


def drafts_of(actor: Actor, of: Matter) -> dict[str, str]:
    """What this member has typed and not sent, by `DraftKind` code."""
    return {one.kind: one.body for one in Draft.objects.visible_to(actor).filter(matter=of)}


def find(actor: Actor, q: str, *, size: int = PAGE) -> list[Matter]:
    """Matters whose number, subject or messages hold these words, latest first, among those the actor may see.

    A customer finds nothing by the words of a note. An exact number is found without the index, should that be broken.
    """
    seen = Matter.objects.visible_to(actor).select_related("customer").only(*READ_IN_A_LIST)
    if exact := list(seen.filter(number=q.strip().upper())):
        return exact
    kinds, keys = (
        (("matter", "note"), None) if actor.is_staff else (("matter",), {one.key_id for one in seen})
    )
    found = seen.filter(pk__in={hit.ref for hit in find_private(q, kinds, limit=2 * size, keys=keys)})
    return list(found.order_by("-last_customer_at", "-id")[:size])


def matter_of_mail(message_id: str) -> Matter | None:
    """The matter that a mail with this Message-ID belongs to (for the inbox, which then checks who writes)."""
    index = Message._meta.get_field("message_id_index").of(message_id)
    found = (
        Message.objects.filter(message_id_index=index).select_related("matter__customer") if index else None
    )
    first = found.order_by("-sent_at").first() if found is not None else None
    return None if first is None else first.matter


def measured_waits(now: datetime) -> dict[str, Wait]:
    """The present wait on each channel, as it was measured; a channel where nobody was answered lately is left out."""
    waited = ExpressionWrapper(F("first_answered_at") - F("opened_at"), output_field=DurationField())
    recent = Matter.objects.filter(
        channel__in=Channel.values, first_answered_at__gt=now - WAIT_OVER, first_answered_at__lte=now
    )
    found = recent.values_list("channel").annotate(median=_Median(waited), of=Count("pk"))
    return {channel: Wait(median, of) for channel, median, of in found}


class _Median(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


_ORDER: dict[str, tuple[tuple[str, ...], bool]] = {
    View.WAITING: (("last_staff_at", "id"), True),
    View.SNOOZED: (("snoozed_until", "id"), False),
    View.SOLVED: (("solved_at", "id"), True),
}


def _view_condition(view: str, actor: Actor) -> Q:
    return {
        View.OPEN: OURS,
        View.MINE: OURS & Q(assignee_id=actor.id),
        View.UNASSIGNED: OURS & Q(assignee=None),
        View.WAITING: Q(state=State.WAITING, snoozed_until=None, next_due_at=None),
        View.SNOOZED: Q(snoozed_until__isnull=False),
        View.SOLVED: Q(state=State.SOLVED),
    }[View(view)]


def _in_view(found: QuerySet[Matter], view: str, actor: Actor) -> QuerySet[Matter]:
    return found.filter(_view_condition(view, actor))


def _row(found: Matter, view: str, now: datetime) -> QueueRow:
    why = why_here(view, due_at=found.next_due_at, now=now)
    moments = {
        "answered": found.last_staff_at,
        "snoozed": found.snoozed_until,
        "solved": found.solved_at,
        "arrived": found.arrived_at,
    }
    return QueueRow(found, why, moments.get(why) or found.next_due_at or found.arrived_at)


def _mark(last: Matter, keys: tuple[str, ...]) -> str:
    return "~".join(str(getattr(last, key)) for key in keys)


def _beyond(keys: tuple[str, ...], after: str, *, newest_first: bool) -> Q:
    """Rows that come after the mark: (a, b, c) > (x, y, z), written out, led by a bound an index can use."""
    compare = "lt" if newest_first else "gt"
    values = dict(zip(keys, after.split("~"), strict=True))
    wanted, equal = Q(), Q()
    for key in keys:
        wanted |= equal & Q(**{f"{key}__{compare}": values[key]})
        equal &= Q(**{key: values[key]})
    return Q(**{f"{keys[0]}__{compare}e": values[keys[0]]}) & wanted
