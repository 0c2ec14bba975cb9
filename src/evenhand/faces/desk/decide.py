"""Deciding, by two people at once as well: who comes second, or leaves something out, is told in words."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from evenhand.domain.cases import actions as cases
from evenhand.domain.returns import actions as returns


def decide(request: HttpRequest, matter_number: str, act: Callable[[], object]) -> HttpResponse:
    """Do it, or say why not; then show the matter again."""
    try:
        act()
    except (cases.NotInThisState, returns.NotInThisState):
        messages.warning(request, _("Nothing changed: a colleague was faster. Look at what was decided."))
    except (cases.UnknownClause, returns.UnknownClause):
        messages.error(request, _("Not refused: name a clause of the policy this order was bought under."))
    except (cases.NoReason, returns.NoReason):
        messages.error(request, _("Not refused: write the reason; the customer reads it."))
    except cases.NotYet:
        messages.error(request, _("The money is not paid yet. The case is resolved by itself when it is."))
    except returns.NothingAccepted:
        messages.error(
            request, _("Nothing of it is in order: then it is a refusal, with its clause and reason.")
        )
    return redirect(f"/desk/m/{matter_number}?view={request.POST.get('view', 'open')}")
