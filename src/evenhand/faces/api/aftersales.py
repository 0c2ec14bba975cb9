"""What is put right: cases, returns and exchanges."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from evenhand.domain.cases.queries import case_of, cases_for
from evenhand.faces.api.keys import asking
from evenhand.faces.api.listing import listed, there
from evenhand.faces.api.shapes import answers

router = Router(tags=["after-sales"])


class CaseOut(Schema):
    id: UUID
    number: str
    order: str
    reason: str
    state: str
    outcome: str
    wanted: str
    opened_at: datetime
    decided_at: datetime | None = None


class Cases(Schema):
    data: list[CaseOut]
    next: str | None = None


@router.get("/cases", response=answers(Cases), summary="Every claim")
def list_cases(request: HttpRequest, after: UUID | None = None, size: int = 50) -> Any:
    return listed(cases_for(asking(request, "cases:read")), _case, after, size)


@router.get("/cases/{number}", response=answers(CaseOut), summary="One claim")
def read_case(request: HttpRequest, number: str) -> Any:
    return _case(there(case_of(asking(request, "cases:read"), number)))


def _case(one: Any) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "order": one.order.number, "reason": one.reason, "state": one.state,
        "outcome": one.outcome, "wanted": one.wanted, "opened_at": one.opened_at, "decided_at": one.decided_at,
    }  # fmt: skip
