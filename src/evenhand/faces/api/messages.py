"""Matters: what people write to the shop."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema, Status
from ninja.decorators import decorate_view

from evenhand.domain.conversations.actions import open_matter
from evenhand.domain.conversations.choices import Channel, Topic
from evenhand.domain.conversations.queries import matter, matters_of, messages_of
from evenhand.domain.customers.actions import meet_by_email
from evenhand.domain.customers.queries import customer_of
from evenhand.domain.orders.queries import order_of
from evenhand.faces.api.keys import asking
from evenhand.faces.api.listing import listed, there
from evenhand.faces.api.once import once
from evenhand.faces.api.shapes import answers
from evenhand.foundation.access.actors import Actor

router = Router(tags=["matters"])


class MatterBrief(Schema):
    id: UUID
    number: str
    topic: str
    channel: str
    state: str
    language: str
    opened_at: datetime
    solved_at: datetime | None = None
    next_due_at: datetime | None = None
    order_id: UUID | None = None


class MessageOut(Schema):
    id: UUID
    kind: str
    body: str
    language: str
    sent_at: datetime


class MatterOut(MatterBrief):
    subject: str
    messages: list[MessageOut]


class Matters(Schema):
    data: list[MatterBrief]
    next: str | None = None


class NewMatter(Schema):
    """`customer` (number or the shop's id) or `email` says whose; `order` a number."""

    topic: Topic = Topic.OTHER
    subject: str
    body: str
    customer: str = ""
    email: str = ""
    language: str = ""
    order: str = ""


@router.get("/matters", response=answers(Matters), summary="Everything people asked")
def list_matters(request: HttpRequest, after: UUID | None = None, size: int = 50) -> Any:
    return listed(matters_of(asking(request, "matters:read")), lambda one: one, after, size)


@router.get("/matters/{number}", response=answers(MatterOut), summary="One matter with its messages")
def read_matter(request: HttpRequest, number: str) -> Any:
    actor = asking(request, "matters:read")
    return _told(actor, there(matter(actor, number)))


@router.post("/matters", response=answers(MatterOut, 201), summary="Open a matter for a customer")
@decorate_view(once)
def open_one(request: HttpRequest, body: NewMatter) -> Any:
    actor = asking(request, "matters:write")
    order = there(order_of(actor, body.order)) if body.order else None
    opened = open_matter(
        customer=_customer(actor, body, order), topic=body.topic, channel=Channel.API, subject=body.subject,
        body=body.body, language=body.language, order_id=order.id if order else None, actor=actor,
        now=timezone.now(),
    )  # fmt: skip
    return Status(201, _told(actor, opened))


def _customer(actor: Actor, body: NewMatter, order: Any) -> Any:
    """Whose matter it is: the one named, the order's, or the one behind the mailbox."""
    if body.customer:
        return there(customer_of(actor, body.customer))
    if order is not None:
        return order.customer
    there(body.email or None)
    return meet_by_email(email=body.email, language=body.language or "en", actor=actor, now=timezone.now())


def _told(actor: Actor, one: Any) -> dict[str, Any]:
    fields = {name: getattr(one, name) for name in MatterBrief.model_fields}
    return {**fields, "subject": one.subject, "messages": list(messages_of(actor, one))}
