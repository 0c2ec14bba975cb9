"""Every form of the product: which of its boxes take words, and where these words are read again.

A form that stands in no table here fails `test_every_form_is_named`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.real.world import World

Address = Callable[[World], str]
Pages = Callable[[World], list[tuple[str, str]]]  # who looks, and where


@dataclass(frozen=True)
class Box:
    """`words`: its boxes for words. `others`: what else the form needs. `pages`: who reads the first of them again, where.

    `secret`: what was typed is not shown again (a password, a code).
    """

    who: str
    address: Address
    words: tuple[str, ...]
    others: Callable[[World], dict[str, Any]] = lambda _: {}
    pages: Pages | None = None
    secret: bool = False


def at(address: str) -> Address:
    return lambda _: address


def nonce(_: World) -> dict[str, Any]:
    return {"nonce": str(uuid4())}


def with_mail(_: World) -> dict[str, Any]:
    return {"email": "ines@post.example", **nonce(_)}


def newest(world: World) -> list[tuple[str, str]]:
    """The matter that was opened last, as both sides read it."""
    number = world.newest_matter().number
    return [("ines", f"/matters/{number}"), ("owner", f"/desk/m/{number}")]


def of_matter(world: World) -> list[tuple[str, str]]:
    return [("ines", f"/matters/{world.matter.number}"), ("owner", f"/desk/m/{world.matter.number}")]


def of_case(world: World) -> list[tuple[str, str]]:
    return [("ines", f"/cases/{world.case.number}"), ("owner", f"/desk/m/{world.case.matter.number}")]


def of_refused_case(world: World) -> list[tuple[str, str]]:
    case = world.refused_case
    return [("ines", f"/cases/{case.number}"), ("owner", f"/desk/m/{case.matter.number}")]


def of_refused_return(world: World) -> list[tuple[str, str]]:
    one = world.refused_return
    return [("ines", f"/returns/{one.number}"), ("owner", f"/desk/m/{one.matter.number}")]


# Boxes that take a whole letter's worth, and every page that shows it.
LONG: dict[str, Box] = {
    "help:contact": Box("anyone", at("/contact"), ("words", "order"), with_mail, newest),
    "help:report-fake": Box("anyone", at("/verify/report"), ("words",), with_mail, newest),
    "portal:ask": Box("ines", lambda w: f"/orders/{w.order.number}/ask", ("words",), nonce, newest),
    "portal:add-to-matter": Box("ines", lambda w: f"/matters/{w.matter.number}/add", ("words",), nonce, of_matter),
    "portal:add-to-case": Box("ines", lambda w: f"/cases/{w.case.number}/add", ("words",), nonce, of_case),
    "portal:object-to-case": Box("ines", lambda w: f"/cases/{w.refused_case.number}/object", ("words",), nonce, of_refused_case),
    "portal:object-to-return": Box("ines", lambda w: f"/returns/{w.refused_return.number}/object", ("words",), nonce, of_refused_return),
    "portal:return-question": Box("ines", lambda w: f"{w.draft}/words", ("words",), pages=lambda w: [("ines", f"{w.draft}/check")]),
    "desk:reply": Box("owner", lambda w: f"/desk/m/{w.matter.number}/reply", ("body",), nonce, of_matter),
    "desk:write-note": Box("owner", lambda w: f"/desk/m/{w.matter.number}/note", ("body",), nonce, lambda w: of_matter(w)[1:]),
    "desk:hand-over": Box("owner", lambda w: f"/desk/m/{w.matter.number}/hand-over", ("note",),
        lambda w: {"member": str(w.agent.pk)}, lambda w: of_matter(w)[1:]),
    "desk:reject-case": Box("owner", lambda w: f"/desk/cases/{w.case.number}/refuse", ("reason",), lambda w: {"clause": w.clause},
        lambda w: [("ines", f"/cases/{w.case.number}"), ("owner", f"/desk/m/{w.case.matter.number}/beside")]),
    "desk:refuse-return": Box("owner", lambda w: f"/desk/returns/{w.asked.number}/refuse", ("reason",), lambda w: {"clause": w.clause},
        lambda w: [("ines", f"/returns/{w.asked.number}"), ("owner", f"/desk/m/{w.asked.matter.number}/beside")]),
}  # fmt: skip
# Boxes of one line, a code, or one choice of several; and those that show what was typed in no page of words.
SHORT: dict[str, Box] = {
    "portal:find-order": Box("anyone", at("/orders/find"), ("number", "email")),
    "portal:type-code": Box("anyone", at("/orders/code"), ("code",), secret=True),
    "portal:cancel-order": Box("ines", lambda w: f"/orders/{w.order.number}/cancel", ("reason",), secret=True),
    "portal:start-return": Box("ines", lambda w: f"/returns/start?order={w.order.number}", ("line_x",), secret=True),
    "portal:note-sent": Box("ines", lambda w: f"/returns/{w.approved.number}/sent", ("carrier", "tracking")),
    "desk:keep-draft": Box("owner", lambda w: f"/desk/m/{w.matter.number}/draft/reply", ("body", "nonce")),
    "desk:assign": Box("owner", lambda w: f"/desk/m/{w.matter.number}/assign", ("member", "view"), secret=True),
    "desk:snooze": Box("owner", lambda w: f"/desk/m/{w.matter.number}/snooze", ("until",), secret=True),
    "desk:tie-to-order": Box("owner", lambda w: f"/desk/m/{w.matter.number}/tie", ("order",), secret=True),
    "desk:agree-case": Box("owner", lambda w: f"/desk/cases/{w.case.number}/agree", ("remedy", "amount"), secret=True),
    "desk:issue-label": Box("owner", lambda w: f"/desk/returns/{w.to_send.number}/label", ("send_to", "send_with"), lambda w: {"again": "1"}),
    "desk:send-replacement": Box("owner", lambda w: f"/desk/returns/{w.asked.number}/replacement", ("carrier", "tracking")),
    "desk:note-payment": Box("owner", lambda w: f"/desk/refunds/asked/{w.nobody}/paid", ("proof",)),
    "desk:erase-person": Box("owner", lambda w: f"/desk/m/{w.matter.number}/erase", ("customer",), secret=True),
    "desk:confirm-payout": Box("owner", lambda w: f"/desk/refunds/{w.nobody}/paid", ("proof",)),
    "desk:reconcile": Box("owner", lambda w: f"/desk/refunds/{w.nobody}/cleared", ("proof", "paid")),
    "desk:sign-in": Box("anyone", at("/desk/sign-in"), ("email", "password"), secret=True),
    "desk:second-proof": Box("half", at("/desk/sign-in/proof"), ("code", "passkey"), secret=True),
    "desk:prove-again": Box("owner", at("/desk/prove-again"), ("code", "passkey"), secret=True),
    "desk:set-up": Box("anyone", lambda w: w.link, ("password",), secret=True),
    "desk:set-up-app": Box("new", at("/desk/set-up/app"), ("code",), secret=True),
    "desk:set-up-passkey": Box("new", at("/desk/set-up/passkey"), ("passkey",), secret=True),
}  # fmt: skip
# What is asked in the address itself.
ASKED: dict[str, tuple[str, str, str]] = {
    "help:search": ("anyone", "/search", "q"),
    "help:verify": ("anyone", "/verify", "contact"),
    "desk:find": ("owner", "/desk/find", "q"),
    "look:choose-reading": ("anyone", "/choose-reading", "next"),
}
# Programs' forms: the body with a word at the place of `None`.
API: dict[str, tuple[str, Address, dict[str, Any]]] = {
    "api:open_one": ("post", at("matters"), {"subject": None, "body": None, "customer": "", "email": "ines@post.example"}),
    "api:ask_return": ("post", lambda w: f"orders/{w.free_order.number}/returns", {"items": None, "words": None}),
    "api:ask_exchange": ("post", lambda w: f"orders/{w.free_order.number}/exchanges", {"items": None, "new_items": None, "words": None}),
    "api:note_parcel": ("post", lambda w: f"returns/{w.approved.number}/parcel", {"carrier": None, "tracking": None}),
    "api:cancel": ("post", lambda w: f"orders/{w.order.number}/cancellation", {"reason": None}),
    "api:change_order_address": ("patch", lambda w: f"orders/{w.order.number}/address", {"line1": None, "city": None, "postcode": None, "country": "FR", "name": None}),
    "api:change_customer_address": ("patch", lambda w: f"customers/{w.ines.number}/address", {"line1": None, "city": None, "postcode": None, "country": "FR", "name": None}),
    "api:change_order_payment": ("patch", lambda w: f"orders/{w.order.number}/payment", {"method": None}),
    "api:change_order_items": ("patch", lambda w: f"orders/{w.order.number}/lines", {"items": None, "new_items": None, "method": None}),
}  # fmt: skip
# Forms that are one button: they read nothing that anybody types.
BUTTONS = {
    "portal:leave", "portal:withdraw-return", "portal:withdraw-case",
    "desk:wake", "desk:solve", "desk:reopen", "desk:take-up-case", "desk:receive-goods", "desk:resolve-case",
    "desk:approve-return", "desk:receive-parcel", "desk:accept-return",
    "desk:confirm-refund", "portal:take-my-data",
    "desk:mark-failed", "desk:mark-unknown", "desk:retry", "desk:retry-job", "desk:take-mail-again",
    "desk:sign-out", "desk:choose-proof",
}  # fmt: skip
