"""Questions about cases. Who asks is always an argument."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from evenhand.domain.cases.models import Case, CaseLine, Remedy
from evenhand.domain.cases.rules import MOVES
from evenhand.foundation.access.actors import Actor


def case_of(actor: Actor, number: str) -> Case | None:
    """By its number, if this actor may see it."""
    return cases_for(actor).filter(number=number.strip().upper()).first()


def case_by_id(actor: Actor, case_id: UUID) -> Case | None:
    return cases_for(actor).filter(pk=case_id).first()


def cases_for(actor: Actor) -> QuerySet[Case]:
    """All this actor may see, newest first, with lines, evidence and remedies."""
    return cases_told(actor).prefetch_related("evidence__file")


def cases_told(actor: Actor) -> QuerySet[Case]:
    """The same without the evidence, for pages that show it beside the words it came with."""
    seen = Case.objects.visible_to(actor).select_related("order", "matter", "customer")
    lines = Prefetch("lines", CaseLine.objects.select_related("order_line"))
    return seen.prefetch_related(lines, "remedies").order_by("-opened_at", "-id")


def cases_of_order(actor: Actor, order_id: UUID) -> QuerySet[Case]:
    return cases_for(actor).filter(order_id=order_id)


def first_decider(case: Case) -> UUID | None:
    """Whose decision the customer objected to, while nobody has looked at it again."""
    against = case.objections.order_by("-made_at", "-id").first()
    if against is None or (case.decided_at and case.decided_at > against.made_at):
        return None
    return against.decided_by


def remedy(remedy_id: UUID) -> Remedy:
    """For wiring: what was agreed, with its case.

    Raises:
        Remedy.DoesNotExist
    """
    return Remedy.objects.select_related("case").get(pk=remedy_id)


def verbs_for(case: Case) -> set[str]:
    """What may be done with a case as it stands (whether this actor may is another question)."""
    return {verb for verb, moves in MOVES.items() if case.state in moves}


def source_of(agreed: Remedy) -> str:
    """What the money of a remedy is owed for, once per remedy."""
    return f"case:{agreed.case_id}:{agreed.id}"
