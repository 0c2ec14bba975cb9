"""What every question page needs: whose answers, which order, which questions stand before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from evenhand.domain.orders import queries as orders
from evenhand.faces.portal.me import my_order_by_id, there
from evenhand.faces.portal.wizard import steps
from evenhand.faces.portal.wizard.answers import Answers, forgotten
from evenhand.foundation.access.doors import asking
from evenhand.foundation.drafts.store import answer, unsent
from evenhand.foundation.files.models import StoredFile

if TYPE_CHECKING:
    from evenhand.domain.orders.models import Order, OrderLine
    from evenhand.foundation.drafts.models import Unsent


@dataclass
class Asked:
    """A draft under way. `page(step)` is the address of a question."""

    row: "Unsent"
    order: "Order"
    lines: "list[OrderLine]"
    answers: Answers

    @property
    def chosen(self) -> "list[tuple[OrderLine, int]]":
        return [
            (one, self.answers.units[str(one.id)]) for one in self.lines if str(one.id) in self.answers.units
        ]

    def files(self, ids: Iterable[str]) -> list[StoredFile]:
        """Files kept earlier in this draft; an id that is not this customer's meets nothing."""
        return list(StoredFile.objects.filter(pk__in=[*ids], key_id=self.row.key_id).order_by("created_at"))

    def page(self, step: str) -> str:
        return reverse("portal:return-question", args=[self.row.id, step])

    def shown(self, step: str) -> dict[str, Any]:
        """Context of every page: which question, of how many once the reason tells, and the way back."""
        way, back = steps.steps(self.answers), steps.before(self.answers, step)
        return {
            "asked": self, "order": self.order, "answers": self.answers, "chosen": self.chosen,
            "step": way.index(step) + 1, "steps": len(way) if self.answers.reason else None,
            "back": self.page(back) if back else reverse("portal:order", args=[self.order.number]),
        }  # fmt: skip


def asked_or_404(request: HttpRequest, draft_id: UUID) -> Asked:
    """The customer's own draft, and its order as it is now.

    Raises:
        Http404: not theirs, or not there.
    """
    row = there(unsent(asking(request), draft_id))
    order = my_order_by_id(request, row.about_id or UUID(int=0))
    return Asked(row, order, list(orders.lines_of(order.id)), Answers.read(row.answers))


def keep_answer(request: HttpRequest, asked: Asked, step: str, given: dict[str, Any]) -> Asked:
    """The answer kept, and what it makes void forgotten if it changed."""
    changed = any(getattr(asked.answers, key) != value for key, value in given.items())
    void = forgotten(step) if changed else {}
    row = there(answer(asking(request), asked.row.id, {**void, **given}, timezone.now()))
    return Asked(row, asked.order, asked.lines, Answers.read(row.answers))
