"""The last click: the answers become a return or a case, once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evenhand.domain.cases.actions import CaseRefused, RemedyGiven, open_case
from evenhand.domain.orders.queries import Refused
from evenhand.domain.policy.queries import Outcome
from evenhand.domain.returns.actions import ReturnTrouble, Told, request_exchange, request_return
from evenhand.faces.portal.wizard.answers import Answers
from evenhand.faces.portal.wizard.asked import Asked
from evenhand.faces.portal.wizard.outcomes import ways
from evenhand.faces.portal.wizard.reasons import words_of
from evenhand.foundation.access.doors import asking
from evenhand.foundation.drafts.models import Unsent
from evenhand.foundation.drafts.store import send


class ClosedSince(Exception):
    """The chosen way is not open any more."""


def confirm(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Send it. What cannot be sent any more is said, and nothing is lost."""
    try:
        send(asking(request), asked.row.id, lambda row: become(request, asked, row), timezone.now())
    except ClosedSince:
        messages.error(request, _("What you chose is not possible any more. Please choose again."))
        return redirect(asked.page("outcome"))
    except (CaseRefused, Refused, ReturnTrouble):
        # The order moved on beside us: another tab, another return, somebody of the shop.
        words = _(
            "This cannot be sent: the items are in another return or claim already. The page below says how it stands."
        )
        messages.error(request, words)
        return redirect("portal:order", asked.order.number)
    return redirect("portal:return-done", asked.row.id)


def become(request: HttpRequest, asked: Asked, row: Unsent) -> str:
    """Called once, while the draft is held; reads the answers as they are now, not as the page had them."""
    asked = Asked(row, asked.order, asked.lines, Answers.read(row.answers))
    now = timezone.now()
    chosen = next(
        (one for one in ways(asked, now) if one.kind == asked.answers.outcome and one.available), None
    )
    if chosen is None:
        raise ClosedSince
    return claimed(request, asked, chosen) if asked.answers.is_claim else asked_back(request, asked)


def claimed(request: HttpRequest, asked: Asked, chosen: Outcome) -> str:
    said = asked.answers
    case = open_case(
        order_id=asked.order.id, reason=said.reason, units=said.line_ids, words=said.words, subject=subject(asked),
        wanted=RemedyGiven(chosen.kind, chosen.refund, chosen.goods_back, chosen.by_date, chosen.clause),
        files=asked.files(said.files), nonce=asked.row.id, actor=asking(request), now=timezone.now(),
    )  # fmt: skip
    return reverse("portal:case", args=[case.number])


def asked_back(request: HttpRequest, asked: Asked) -> str:
    """A return, or an exchange for the chosen variant."""
    said, actor, now = asked.answers, asking(request), timezone.now()
    told = Told(subject=subject(asked), words=said.words, files=asked.files(said.files))
    if said.outcome == "exchange":
        found = request_exchange(
            order_id=asked.order.id, swaps=said.swaps, reason=said.reason, opened=bool(said.opened), told=told,
            nonce=asked.row.id, actor=actor, now=now,
        )  # fmt: skip
    else:
        found = request_return(
            order_id=asked.order.id, units=said.line_ids, reason=said.reason, way=said.outcome, opened=bool(said.opened),
            told=told, nonce=asked.row.id, actor=actor, now=now,
        )  # fmt: skip
    return reverse("portal:return", args=[found.number])


def subject(asked: Asked) -> str:
    """The matter's heading: what and why, in the customer's words."""
    return f"{asked.chosen[0][0].title}: {words_of(asked.answers.reason)}"
