"""The shop's word: its policy, the promises that run, and the refunds it owes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from evenhand.domain.payments.queries import refunds_for
from evenhand.domain.policy.queries import NoSuchVersion, PolicyView, current, version
from evenhand.domain.promises.queries import promises_of, state
from evenhand.faces.api.keys import asking
from evenhand.faces.api.listing import listed, there
from evenhand.faces.api.order_shape import MoneyMoved, refund
from evenhand.faces.api.problems import NotFound
from evenhand.faces.api.shapes import answers

router = Router(tags=["promises"])


class ValueOut(Schema):
    key: str
    amount: Any
    unit: str
    source: str


class PolicyOut(Schema):
    number: int
    title: str
    effective_on: date
    digest: str
    values: list[ValueOut]


class PromiseOut(Schema):
    """`state`: open, soon, kept, late (for ever) or released."""

    id: UUID
    promise: str
    about: str
    about_id: UUID
    state: str
    started_at: datetime
    due_at: datetime
    kept_at: datetime | None = None


class Promises(Schema):
    data: list[PromiseOut]
    next: str | None = None


class Refunds(Schema):
    data: list[MoneyMoved]
    next: str | None = None


@router.get("/policy", response=answers(PolicyOut), summary="The policy in force")
def read_policy(request: HttpRequest) -> Any:
    asking(request, "policy:read")
    return _policy(lambda: current(timezone.now()))


@router.get("/policy/{number}", response=answers(PolicyOut), summary="The policy of a version")
def read_policy_version(request: HttpRequest, number: int) -> Any:
    asking(request, "policy:read")
    return _policy(lambda: version(number))


@router.get("/promises", response=answers(Promises), summary="Every promise made to a customer")
def list_promises(request: HttpRequest, after: UUID | None = None, size: int = 50) -> Any:
    return listed(promises_of(asking(request, "promises:read")), _promise, after, size)


@router.get("/refunds", response=answers(Refunds), summary="What is owed or was paid back")
def list_refunds(request: HttpRequest, after: UUID | None = None, size: int = 50) -> Any:
    return listed(refunds_for(asking(request, "refunds:read")), refund, after, size)


@router.get("/refunds/{refund_id}", response=answers(MoneyMoved), summary="One refund")
def read_refund(request: HttpRequest, refund_id: UUID) -> Any:
    seen = refunds_for(asking(request, "refunds:read"))
    return refund(there(seen.filter(pk=refund_id).first()))


def _policy(ask: Callable[[], PolicyView]) -> dict[str, Any]:
    try:
        view = ask()
    except NoSuchVersion:
        raise NotFound from None
    return {
        "number": view.number, "title": view.title, "effective_on": view.effective_on, "digest": view.digest,
        "values": list(view.values.values()),
    }  # fmt: skip


def _promise(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "promise": one.definition, "about": one.subject_kind, "about_id": one.subject_id,
        "state": state(one, timezone.now()), "started_at": one.started_at, "due_at": one.due_at,
        "kept_at": one.kept_at,
    }  # fmt: skip
