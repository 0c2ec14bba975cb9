"""What people write to the shop and what it answers, filled in."""

from dataclasses import dataclass

from evenhand.demo.chance import Dice
from evenhand.demo.goods import Good
from evenhand.demo.reading import table

TOPICS = {
    "where": "order", "clasp": "claim", "missing": "claim", "allergy": "claim", "size": "returning", "late": "delivery",
    "ingredients": "product", "discount": "discount", "refund": "returning", "thanks": "suggestion",
    "complaint": "complaint", "address": "order",
}  # fmt: skip
SHARES = {
    "where": 20, "clasp": 12, "missing": 8, "allergy": 6, "size": 13, "late": 12, "ingredients": 9, "discount": 4,
    "refund": 6, "thanks": 4, "complaint": 3, "address": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Talk:
    """One matter's words in one language."""

    key: str
    topic: str
    language: str
    subject: str
    says: str
    answers: str
    again: str
    glad: str


def has_words(language: str) -> bool:
    return language in ("en", "zh", "ar", "de", "fr", "es", "ja", "pt")


def fitting(dice: Dice, kinds: set[str], *, without: tuple[str, ...] = ()) -> str:
    """What a matter may be about, when these kinds of goods were ordered."""
    barred = {
        *without,
        *(() if "jewellery" in kinds else ("clasp", "size")),
        *(() if "personal_care" in kinds else ("allergy",)),
    }
    return str(dice.by_share({key: share for key, share in SHARES.items() if key not in barred}))


def talk_about(dice: Dice, key: str, language: str, *, name: str, order: str, good: Good, staff: str) -> Talk:
    """The words of one matter about `key`: greeting, text and close as people of this language write them."""
    words = table(f"matters/{language}")
    may = [one for one in words["threads"] if one["key"] == key and one["of"] in ("any", good.kind)]
    thread = dice.choice(may or [one for one in words["threads"] if one["key"] == key])
    filled = {
        "name": name,
        "order": order,
        "product": good.names.get(language) or good.names["en"],
        "staff": staff,
    }
    greeting, closing = dice.choice(words["greetings"]), dice.choice(words["closings"]).format(**filled)
    says = "\n\n".join(part for part in (greeting, thread["says"].format(**filled), closing) if part)
    parts = (words["salutation"], thread["answers"], words["signature"])
    return Talk(
        key=key,
        topic=TOPICS[key],
        language=language,
        subject=thread["subject"].format(**filled),
        says=says,
        answers="\n\n".join(part.format(**filled) for part in parts),
        again=thread.get("again", "").format(**filled),
        glad="\n\n".join(
            part.format(**filled) for part in (words["salutation"], words["glad"], words["signature"])
        ),
    )
