"""Large sums: before one moves, the member proves once more that it is them."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand.domain.payments.queries import is_above, proof_above
from evenhand.foundation.access.doors import PROVE_AGAIN, is_fresh, to_page
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money

if TYPE_CHECKING:
    from evenhand.domain.cases.models import Case


def proof_first(request: HttpRequest, amount: Money, back_to: str) -> HttpResponse | None:
    """To the page that asks for the second proof, where the sum is large and the last proof is old; else None.

    Nothing was decided by then: the member comes back to the matter and presses again.
    """
    now = timezone.now()
    if is_fresh(request, now) or not is_above(amount, proof_above(now, amount.currency)):
        return None
    told = {"amount": format_money(amount, get_language() or "en")}
    messages.warning(
        request,
        _(
            "Nothing is decided yet: %(amount)s is a large sum. Prove once more that it is you, then press again."
        )
        % told,
    )
    return to_page(PROVE_AGAIN, back_to=back_to)


def wished(case: "Case") -> Money:
    """The money that the wish of a case is about."""
    found = [one.amount_minor for one in case.remedies.all() if one.kind == case.wanted]
    return Money(max(found, default=0), case.order.currency)
