"""What is put right: cases, returns and exchanges."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status
from ninja.decorators import decorate_view

from evenhand.domain.cases.queries import case_of, cases_for
from evenhand.domain.orders.queries import facts, order_of
from evenhand.domain.returns.actions import Told, note_sent, request_exchange, request_return
from evenhand.domain.returns.queries import return_of, returns_for
from evenhand.faces.api.aftersales_shape import (
    CaseOut,
    Cases,
    NewExchange,
    NewReturn,
    ReturnOut,
    Returns,
    Sent,
    case_shape,
    return_shape,
)
from evenhand.faces.api.keys import asking
from evenhand.faces.api.listing import listed, there
from evenhand.faces.api.once import once
from evenhand.faces.api.orders import method_of
from evenhand.faces.api.shapes import answers
from evenhand.faces.api.units import named, swapped

router = Router(tags=["after-sales"])


@router.get("/cases", response=answers(Cases), summary="Every claim")
def list_cases(request: HttpRequest, after: UUID | None = None, size: int = 50) -> Any:
    return listed(cases_for(asking(request, "cases:read")), case_shape, after, size)


@router.get("/cases/{number}", response=answers(CaseOut), summary="One claim")
def read_case(request: HttpRequest, number: str) -> Any:
    return case_shape(there(case_of(asking(request, "cases:read"), number)))


@router.get("/returns", response=answers(Returns), summary="Every return and exchange")
def list_returns(request: HttpRequest, after: UUID | None = None, size: int = 50) -> Any:
    return listed(returns_for(asking(request, "returns:read")), return_shape, after, size)


@router.get("/returns/{number}", response=answers(ReturnOut), summary="One return or exchange")
def read_return(request: HttpRequest, number: str) -> Any:
    return return_shape(there(return_of(asking(request, "returns:read"), number)))


@router.post("/orders/{number}/returns", response=answers(ReturnOut, 201), summary="Ask to send units back")
@decorate_view(once)
def ask_return(request: HttpRequest, number: str, body: NewReturn) -> Any:
    actor = asking(request, "returns:write")
    order = there(order_of(actor, number))
    asked = request_return(
        order_id=order.id, units=Counter(named(facts(order.id), body.items)), reason=body.reason, opened=body.opened,
        refund_to=method_of(actor, order, body.refund_to) if body.refund_to else None,
        told=Told(words=body.words, channel="api"), actor=actor, now=timezone.now(),
    )  # fmt: skip
    return Status(201, return_shape(there(return_of(actor, asked.number))))


@router.post(
    "/orders/{number}/exchanges",
    response=answers(ReturnOut, 201),
    summary="Ask for other options of delivered units",
)
@decorate_view(once)
def ask_exchange(request: HttpRequest, number: str, body: NewExchange) -> Any:
    actor = asking(request, "returns:write")
    order = there(order_of(actor, number))
    asked = request_exchange(
        order_id=order.id, swaps=Counter(swapped(facts(order.id), body.items, body.new_items)), reason=body.reason,
        opened=body.opened, settle_by=method_of(actor, order, body.method) if body.method else None,
        told=Told(words=body.words, channel="api"), actor=actor, now=timezone.now(),
    )  # fmt: skip
    return Status(201, return_shape(there(return_of(actor, asked.number))))


@router.post(
    "/returns/{number}/parcel", response=answers(ReturnOut), summary="Say that the parcel is on its way to us"
)
@decorate_view(once)
def note_parcel(request: HttpRequest, number: str, body: Sent) -> Any:
    actor = asking(request, "returns:write")
    found = there(return_of(actor, number))
    note_sent(
        return_id=found.id, carrier=body.carrier, tracking=body.tracking, actor=actor, now=timezone.now()
    )
    return return_shape(there(return_of(actor, number)))
