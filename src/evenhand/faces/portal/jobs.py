"""The letter with the code. In a job, so that the page that asks for it takes the same time for a hit and a miss."""

from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from evenhand.domain.customers.queries import customer
from evenhand.faces.look.identity import shop_now
from evenhand.foundation.access.codes import LIFE, issue
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.jobs.app import job
from evenhand.foundation.mail.outgoing import send_later
from evenhand.foundation.mail.tokens import check_code
from evenhand.foundation.mail.written import Written


@job("portal.send_code", queue="mail")
@transaction.atomic
def send_code(code_id: str) -> None:
    """Make the digits and write to who they are for; nothing when nobody was met."""
    now = timezone.now()
    issued = issue(UUID(code_id), now)
    if issued is None:
        return
    person = customer(issued[0])
    with translation.override(person.language):
        written = code_letter(issued[1], person.name, person.language)
    send_later(
        written, to=person.email, to_name=person.name, key=person.key, about={"customer": person.id}, now=now
    )


def code_letter(digits: str, name: str, language: str) -> Written:
    """The letter, in the language that is active."""
    ref = new_id()
    shop = shop_now(timezone.now())
    shown = {
        "digits": digits,
        "minutes": int(LIFE.total_seconds() // 60),
        "check": check_code(ref),
        "name": name,
        "shop": shop,
    }
    return Written(
        ref=ref, letter="one_time_code", language=language, from_name=shop.name,
        subject=_("Your code: %(digits)s") % {"digits": digits},
        text=render_to_string("portal/letters/code.txt", shown),
        html=render_to_string("portal/letters/code.html", shown),
    )  # fmt: skip
