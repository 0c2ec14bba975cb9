"""Deciding a return from the matter: yes, no, how to send it, arrived, in order."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from evenhand.domain.returns import actions, queries
from evenhand.faces.desk.decide import button, decide, refusal
from evenhand.faces.desk.uploads import kept_files
from evenhand.faces.look.files import file_response
from evenhand.foundation.access.doors import asking, may, staff_only
from evenhand.foundation.money.values import Money

if TYPE_CHECKING:
    from evenhand.domain.returns.models import Return


def return_or_404(request: HttpRequest, number: str) -> "Return":
    found = queries.return_of(asking(request), number)
    if found is None:
        raise Http404
    return found


def of_return(one: "Return") -> Money:
    return one.amount


@require_POST
@may("returns.issue_label")
def issue_label(request: HttpRequest, number: str) -> HttpResponse:
    """Our label, or our address and what to write on the parcel; `again` puts it in the place of a wrong one."""
    one, said = return_or_404(request, number), request.POST

    @transaction.atomic
    def issue(**told: Any) -> None:
        # Together: a label that is not sent (a colleague was faster) leaves no file behind.
        label = next(iter(kept_files(request, one.key, told["now"])), None)
        actions.issue_label(label=label, **told)

    return decide(
        request, one, issue, "return_id", send_to=said.get("send_to", ""), send_with=said.get("send_with", ""),
        again="again" in said,
    )  # fmt: skip


@require_POST
@may("returns.send_replacement")
def send_replacement(request: HttpRequest, number: str) -> HttpResponse:
    """The new one went out: with whom, under which number."""
    said = request.POST
    return decide(
        request, return_or_404(request, number), actions.send_replacement, "return_id",
        carrier=said.get("carrier", ""), tracking=said.get("tracking", ""),
    )  # fmt: skip


@require_GET
@staff_only
def return_label(request: HttpRequest, number: str) -> HttpResponse:
    """The label the customer was given."""
    label = return_or_404(request, number).label
    if label is None:
        raise Http404
    return file_response(label, label.name)


approve_return = button(
    "returns.approve_return", return_or_404, actions.approve_return, "return_id", amount=of_return
)
refuse_return = refusal("returns.refuse_return", return_or_404, actions.refuse_return, "return_id")
receive_parcel = button("returns.receive_parcel", return_or_404, actions.receive_parcel, "return_id")
accept_return = button(
    "returns.accept_return", return_or_404, actions.accept_return, "return_id", amount=of_return
)
