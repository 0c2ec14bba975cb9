"""Letters about returns and exchanges: asked for, decided, arrived, accepted. Each names the next step and its day."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.orders.queries import shipment_instead
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
            next_step=_("Next we write to you how to send it: our label, or the address. Please pack it and wait for that letter.")
            if one.goods_back else _("You need not send anything. We write to you when it is done."),
            link=_link(one),
        )  # fmt: skip
        return _posted(letter, language, one, now)


def send_return_label(return_id: UUID, now: datetime) -> Outgoing | None:
    """How to send it: our label stands on the return's page, or it goes to this address; by which number it is known."""
    one = _return(return_id)
    with reading_as(one.customer, one.matter.language) as language:
        to: Facts = ((_("Send it to"), ", ".join(one.send_to.split("\n"))),) if one.send_to else ()
        letter = Letter(
            name="return_label",
            subject=_("How to send back your return %(number)s") % _named(one),
            heading=_("Your parcel may come now"),
            facts=(*_facts(one), (_("The way back"), str(one.get_freight_by_display())), *to, (_("Write on the parcel"), one.send_with)),
            next_step=_("Print the label from the page of your return, put it on the parcel and hand it over. Tell us there when you posted it.")
            if one.label_id else _("Send it to the address above, with a number to follow it by. Tell us on the page of your return when you posted it."),
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
    """All in order, and no money moves; where some does, the letter that names it follows."""
    one = _return(return_id)
    moves = one.amount_minor or one.difference_minor > 0
    return None if moves else send_return_accepted(return_id, now)


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


def send_replacement_sent(return_id: UUID, now: datetime) -> Outgoing | None:
    """The new one is on its way: with whom, under which number."""
    one = _return(return_id)
    with reading_as(one.customer, one.matter.language) as language:
        parcel = shipment_instead(return_id)
        tracking: Facts = ((_("Its number there"), parcel.tracking),) if parcel and parcel.tracking else ()
        carrier: Facts = ((_("Carrier"), parcel.carrier),) if parcel and parcel.carrier else ()
        letter = Letter(
            name="replacement_sent",
            subject=_("The new one is on its way (%(number)s)") % _named(one),
            heading=_("Your exchange has left us"),
            facts=(*_facts(one), *carrier, *tracking),
            next_step=_("You need do nothing. If it does not arrive, or something is wrong with it, tell us: all your rights are as before."),
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
