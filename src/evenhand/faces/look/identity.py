"""Who the shop is, from its published policy: the texts `shop.*`. Before a policy is published it is nobody yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from evenhand.domain.policy import queries as policy
from evenhand.faces.look.words import policy_language


@dataclass(frozen=True)
class Shop:
    """Texts by the last part of their key: `{{ shop.legal_name }}`. What was not published is empty."""

    texts: Mapping[str, str]

    def __getattr__(self, name: str) -> str:
        return self.texts.get(name, "")


def shop_now(now: datetime) -> Shop:
    """The identity in force, in the reader's language."""
    try:
        view = policy.current(now)
    except policy.NoSuchVersion:
        return Shop({})
    language = policy_language()
    keys = [key for key in view.values if key.startswith("shop.")]
    return Shop({key.removeprefix("shop."): view.text(key, language) for key in keys})
