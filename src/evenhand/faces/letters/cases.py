"""Letters about cases: what went wrong with an order, and how it is put right."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from evenhand.domain.cases.queries import case_by_id
from evenhand.domain.payments.queries import pay_by
from evenhand.domain.policy.queries import NoSuchValue, NoSuchVersion, version
from evenhand.faces.letters.deadlines import human_deadline
from evenhand.faces.letters.post import post
from evenhand.faces.letters.reader import reading_as
from evenhand.faces.letters.sheet import Letter, moment_and_zone
from evenhand.faces.look.words import day_words
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import Outgoing
from evenhand.foundation.money.text import format_money
from evenhand.foundation.money.values import Money

if TYPE_CHECKING:
    from evenhand.domain.cases.models import Case, Remedy

Facts = tuple[tuple[str, str], ...]


def send_case_opened(case_id: UUID, now: datetime) -> Outgoing | None:
    """We have your report: what you told us, what you asked for, until when we decide."""
    case = _case(case_id)
    with reading_as(case.customer, case.matter.language) as language:
        due = human_deadline("case", case_id, now)
        letter = Letter(
            name="case_opened",
            subject=_("We look into it: order %(order)s (%(number)s)") % {"order": case.order.number, "number": case.number},
            heading=_("Your report is here"),
            facts=_facts(case, wanted=True),
            next_step=_("We decide by %(moment)s and write to you.") % {"moment": moment_and_zone(due)} if due
            else _("A person looks at it, decides and writes to you."),
            link=(_("See your case"), f"/cases/{case.number}"),
            words={"said": case.words[:2_000]},
        )  # fmt: skip
        return _posted(letter, language, case, now)


def send_case_agreed(case_id: UUID, now: datetime) -> Outgoing | None:
    """We put it right: how, how much, by when, and what you do."""
    case = _case(case_id)
    agreed = next((one for one in case.remedies.all() if one.state == "agreed"), None)
    with reading_as(case.customer, case.matter.language) as language:
        letter = Letter(
            name="case_agreed",
            subject=_("We put it right: order %(order)s (%(number)s)") % {"order": case.order.number, "number": case.number},
            heading=_("We put it right"),
            facts=_facts(case) + (_remedy_facts(agreed, language) if agreed else ()),
            next_step=_what_now(agreed, now),
            link=(_("See your case"), f"/cases/{case.number}"),
        )  # fmt: skip
        return _posted(letter, language, case, now)


def send_case_rejected(case_id: UUID, now: datetime) -> Outgoing | None:
    """We say no: which clause, why, and how to have a second person look."""
    case = _case(case_id)
    with reading_as(case.customer, case.matter.language) as language:
        letter = Letter(
            name="case_rejected",
            subject=_("We do not agree to your case %(number)s, and why") % {"number": case.number},
            heading=_("We do not agree, and this is why"),
            facts=(*_facts(case), (_("Clause"), case.refusal_clause)),
            next_step=_("If you see it differently, say so on the page of your case or answer this letter. A second person, not the first, looks at it again."),
            link=(_("See the case and object"), f"/cases/{case.number}"),
            words={"reason": case.refusal_reason, "clause": _clause(case, language)},
        )  # fmt: skip
        return _posted(letter, language, case, now)


def _case(case_id: UUID) -> "Case":
    found = case_by_id(SYSTEM, case_id)
    assert found is not None, "events name cases that are there"
    return found


def _posted(letter: Letter, language: str, case: "Case", now: datetime) -> Outgoing | None:
    about = {"case": case.id, "matter": case.matter_id, "order": case.order_id}
    return post(letter, language, to=case.customer, about=about, now=now)


def _facts(case: "Case", *, wanted: bool = False) -> Facts:
    told: list[Any] = list(case.lines.all())  # the stubs know this name from orders too
    lines = ", ".join(f"{line.quantity} × {line.order_line.title}" for line in told)
    wish: Facts = ((_("You asked for"), str(case.get_wanted_display())),) if wanted and case.wanted else ()
    return (
        (_("Case"), case.number),
        (_("Order"), case.order.number),
        (_("What"), lines),
        (_("Why"), str(case.get_reason_display())),
        *wish,
    )


def _remedy_facts(agreed: "Remedy", language: str) -> Facts:
    money: Facts = ()
    if agreed.amount_minor:
        money = ((_("You get"), format_money(Money(agreed.amount_minor, agreed.currency), language)),)
    by: Facts = ((_("By"), day_words(agreed.due_on)),) if agreed.due_on else ()
    return ((_("How"), str(agreed.get_kind_display())), *money, *by)


def _what_now(agreed: "Remedy | None", now: datetime) -> str:
    if agreed is not None and agreed.goods_back:
        return _(
            "Please send the goods back first. How and where to stands on the page of your case; it costs you nothing."
        )
    day = (agreed.due_on or (pay_by(now) if agreed.amount_minor else None)) if agreed is not None else None
    if day is not None:
        return _("You need do nothing. It is done by %(day)s, and we write to you then.") % {
            "day": day_words(day)
        }
    return _("You need do nothing. We write to you when it is done.")


def _clause(case: "Case", language: str) -> str:
    """The clause's words, of the policy the order was bought under."""
    try:
        return version(case.policy_version).clause(case.refusal_clause, language)
    except (NoSuchVersion, NoSuchValue):
        return ""
