"""Letters about getting in."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.customers.queries import customer
from evenhand.faces.letters.post import post
from evenhand.faces.letters.reader import reading_as
from evenhand.faces.letters.sheet import Letter
from evenhand.foundation.access.codes import LIFE
from evenhand.foundation.mail.models import Outgoing


def send_sign_in_code(customer_id: UUID, code: str, now: datetime) -> Outgoing | None:
    """Send the six digits that open a customer's own pages, at the browser that asked and nowhere else."""
    to = customer(customer_id)
    with reading_as(to) as language:
        letter = Letter(
            name="sign_in_code",
            subject=_("Your code is %(code)s") % {"code": code},
            heading=_("Your code"),
            next_step=_("Type the code on the page that you have open. It works for %(minutes)s minutes, once, and only there.") % {"minutes": int(LIFE.total_seconds() // 60)},
            link=(_("Open the page again"), "/orders/code"),
            words={"code": code},
        )  # fmt: skip
        return post(letter, language, to=to, about={}, now=now)
