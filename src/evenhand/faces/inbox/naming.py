"""Does the mail name one of its writer's own orders?"""

import re
from uuid import UUID

from evenhand.domain.orders.queries import orders_of_customer
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.parsing.parsed import ParsedMail

_WORD = re.compile(r"[#]?([A-Za-z0-9][A-Za-z0-9-]{2,39})")
LOOKED_AT = 20_000
MOST_ORDERS = 300


def order_named(mail: ParsedMail, customer_id: UUID) -> UUID | None:
    """The one order of this very customer whose number is written in subject or text; None for none and for several."""
    words = {word.upper() for word in _WORD.findall(f"{mail.subject}\n{mail.text[:LOOKED_AT]}")}
    own = orders_of_customer(SYSTEM, customer_id).only("number", "external_id", "customer__key")[:MOST_ORDERS]
    named = [order.id for order in own if words & spellings(order.number, order.external_id)]
    return named[0] if len(named) == 1 else None


def spellings(*codes: str) -> set[str]:
    """A number as people write it: any case, without its #."""
    return {code.upper().lstrip("#") for code in codes if len(code.strip("#")) >= 3}
