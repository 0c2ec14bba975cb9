"""Letters about returns and exchanges: asked for, decided, arrived, accepted. Each names the next step and its day."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.payments.queries import refunds_from
from evenhand.domain.policy.queries import NoSuchValue, NoSuchVersion, version
from evenhand.domain.returns.queries import return_by_id, source_of
from evenhand.faces.letters.deadlines import human_deadline
from evenhand.faces.letters.post import post
from evenhand.faces.letters.reader import reading_as
from evenhand.faces.letters.sheet import Letter, moment_and_zone
from evenhand.faces.look.words import day_words
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.money.text import format_money

if TYPE_CHECKING:
    from evenhand.domain.returns.models import Return

Facts = tuple[tuple[str, str], ...]


def send_return_requested(return_id: UUID, now: datetime) -> Outgoing | None:
    """Your wish to send something back is here, and until when we decide."""
    one = _return(return_id)
    with reading_as(one.customer, one.matter.language) as language:
        due = human_deadline("return", return_id, now)
        letter = Letter(
            name="return_requested",
            subject=_("Your return of order %(order)s is here (%(number)s)") % _named(one),
            heading=_("We have your return request"),
            facts=(*_facts(one), *_money(one, language)),
            next_step=_("We decide by %(moment)s and write to you. Please send nothing before.") % {"moment": moment_and_zone(due)}
            if due else _("A person decides and writes to you. Please send nothing before."),
            link=_link(one),
        )  # fmt: skip
        return _posted(letter, language, one, now)


def send_return_approved(return_id: UUID, now: datetime) -> Outgoing | None:
    """Agreed: whether to send it, who pays the way, what comes back."""
    one = _return(return_id)
    with reading_as(one.customer, one.matter.language) as language:
        freight: Facts = ((_("The way back"), str(one.get_freight_by_display())),) if one.goods_back else ()
        letter = Letter(
            name="return_approved",
            subject=_("Agreed: your return %(number)s of order %(order)s") % _named(one),
            heading=_("Your return is agreed"),
            facts=(*_facts(one), *_money(one, language), *freight),
            next_step=_("Pack it, put the number %(number)s in the parcel and send it. Where to, and how, stands on the page of your return.") % _named(one)
            if one.goods_back else _("You need not send anything. We write to you when it is done."),
            link=_link(one),
        )  # fmt: skip
        return _posted(letter, language, one, now)


def send_return_refused(return_id: UUID, now: datetime) -> Outgoing | None:
    """We say no: which clause, why, and how to have a second person look."""
    one = _return(return_id)
    with reading_as(one.customer, one.matter.language) as language:
        letter = Letter(
            name="return_refused",
            subject=_("We do not agree to your return %(number)s, and why") % _named(one),
            heading=_("We do not agree, and this is why"),
            facts=(*_facts(one), (_("Clause"), one.refusal_clause)),
            next_step=_("If you see it differently, say so on the page of your return or answer this letter. A second person, not the first, looks at it again."),
            link=(_("See the return and object"), f"/returns/{one.number}"),
            words={"reason": one.refusal_reason, "clause": _clause(one, language)},
        )  # fmt: skip
        return _posted(letter, language, one, now)


def send_return_received(return_id: UUID, now: datetime) -> Outgoing | None:
    """The parcel is here: when it arrived, and that we look at it now."""
    one = _return(return_id)
    with reading_as(one.customer, one.matter.language) as language:
        due = human_deadline("return", return_id, now)
        letter = Letter(
            name="return_received",
            subject=_("Your parcel has arrived (%(number)s)") % _named(one),
            heading=_("Your parcel is here"),
            facts=(*_facts(one), (_("Arrived"), moment_and_zone(one.received_at or now))),
            next_step=_("We look at it and write to you by %(moment)s.") % {"moment": moment_and_zone(due)}
            if due else _("We look at it and write to you with the result."),
            link=_link(one),
        )  # fmt: skip
        return _posted(letter, language, one, now)


def send_exchange_accepted(return_id: UUID, now: datetime) -> Outgoing | None:
    """All in order, and no money goes back; where some does, `send_return_accepted` follows once its day is known."""
    return send_return_accepted(return_id, now) if _return(return_id).amount_minor == 0 else None


def send_return_accepted(return_id: UUID, now: datetime) -> Outgoing | None:
    """All in order: what you get back, where to, by which day."""
    one = _return(return_id)
    with reading_as(one.customer, one.matter.language) as language:
        days = [each.due_on for each in refunds_from(source_of(return_id)) if each.due_on]
        letter = Letter(
            name="return_accepted",
            subject=_("All in order with your return %(number)s") % _named(one),
            heading=_("Your return is accepted"),
            facts=(*_facts(one), *_money(one, language)),
            next_step=_("The money goes out by %(day)s, and we write to you then.") % {"day": day_words(max(days))}
            if days else _("You need do nothing. We write to you when it is done."),
            link=_link(one),
        )  # fmt: skip
        return _posted(letter, language, one, now)


def _return(return_id: UUID) -> "Return":
    found = return_by_id(SYSTEM, return_id)
    assert found is not None, "events name returns that are there"
    return found


def _posted(letter: Letter, language: str, one: "Return", now: datetime) -> Outgoing | None:
    return post(letter, language, to=one.customer, about=one.about, now=now)


def _named(one: "Return") -> dict[str, str]:
    return {"number": one.number, "order": one.order.number}


def _link(one: "Return") -> tuple[str, str]:
    return (_("See your return"), f"/returns/{one.number}")


def _facts(one: "Return") -> Facts:
    lines = ", ".join(f"{line.quantity} × {line.order_line.title}" for line in one.lines.all())
    return (
        (_("Return"), one.number),
        (_("Order"), one.order.number),
        (_("What"), lines),
        (_("You get"), str(one.get_way_display())),
    )


def _money(one: "Return", language: str) -> Facts:
    amount: Facts = ((_("Amount"), format_money(one.amount, language)),) if one.amount_minor else ()
    label: Facts = (
        ((_("Our label costs you"), format_money(one.label_cost, language)),) if one.label_cost else ()
    )
    return (*amount, *label)


def _clause(one: "Return", language: str) -> str:
    """The clause's words, of the policy the order was bought under."""
    try:
        return version(one.policy_version).clause(one.refusal_clause, language)
    except (NoSuchVersion, NoSuchValue):
        return ""
