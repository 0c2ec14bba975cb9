"""Deciding, by two people at once as well: who comes second, or leaves something out, is told in words.

Cases and returns are decided in one shape: `found` is looked for through who asks, `decide` does one verb with it, and
the matter is shown again. A verb that needs nothing but the click is a `button`.
"""

from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from evenhand.domain.cases import actions as cases
from evenhand.domain.returns import actions as returns
from evenhand.faces.desk.asked import back_to
from evenhand.faces.desk.large import proof_first
from evenhand.foundation.access.doors import asking, may
from evenhand.foundation.money.values import Money

TOLD: dict[type[Exception], Any] = {
    cases.UnknownClause: gettext_lazy("Not refused: name a clause of the policy this order was bought under."),
    returns.UnknownClause: gettext_lazy("Not refused: name a clause of the policy this order was bought under."),
    cases.NoReason: gettext_lazy("Not refused: write the reason; the customer reads it."),
    returns.NoReason: gettext_lazy("Not refused: write the reason; the customer reads it."),
    cases.NotYet: gettext_lazy("The money is not paid yet. The case is resolved by itself when it is."),
    returns.NothingAccepted: gettext_lazy("Nothing of it is in order: then it is a refusal, with its clause and reason."),
    cases.SamePerson: gettext_lazy("Not decided: the customer objected to your decision. A second look is another person's; hand it over."),
    returns.SamePerson: gettext_lazy("Not decided: the customer objected to your decision. A second look is another person's; hand it over."),
    returns.NotPaidYet: gettext_lazy("Not sent: the new one costs more, and the difference is not paid yet."),
    returns.NoWayBack: gettext_lazy("Not sent: add the label as a PDF, or write the address the parcel goes to."),
}  # fmt: skip
FASTER = (cases.NotInThisState, returns.NotInThisState)


class Decided(Protocol):
    """A case or a return."""

    @property
    def pk(self) -> UUID: ...
    @property
    def matter(self) -> Any: ...


Find = Callable[[HttpRequest, str], Decided]
Verb = Callable[..., object]


def decide(
    request: HttpRequest,
    found: Decided,
    verb: Verb,
    name: str,
    *,
    amount: Money | None = None,
    **said: object,
) -> HttpResponse:
    """Do `verb` (`name` is what it calls the thing), or say why not; then show the matter again.

    `amount` is what it pays: above the policy's sum the member proves first that it is them.
    """
    proof = proof_first(request, amount, f"/desk/m/{found.matter.number}") if amount else None
    if proof is not None:
        return proof
    try:
        verb(**{name: found.pk}, **said, actor=asking(request), now=timezone.now())
    except FASTER:
        messages.warning(request, _("Nothing changed: a colleague was faster. Look at what was decided."))
    except tuple(TOLD) as why:
        messages.error(request, str(TOLD[type(why)]))
    return back_to(request, found.matter)


def button(
    right: str, find: Find, verb: Verb, name: str, *, amount: Callable[[Any], Money] | None = None
) -> Callable[..., HttpResponse]:
    """The page behind a click that says all there is to say; `amount` of what was found is paid by it."""

    @require_POST
    @may(right)
    def pressed(request: HttpRequest, number: str) -> HttpResponse:
        found = find(request, number)
        return decide(request, found, verb, name, amount=amount(found) if amount else None)

    return pressed


def refusal(right: str, find: Find, verb: Verb, name: str) -> Callable[..., HttpResponse]:
    """No, with a clause and a reason that the customer reads."""

    @require_POST
    @may(right)
    def refused(request: HttpRequest, number: str) -> HttpResponse:
        clause, reason = request.POST.get("clause", "").strip(), request.POST.get("reason", "")
        return decide(request, find(request, number), verb, name, clause=clause, reason=reason)

    return refused
