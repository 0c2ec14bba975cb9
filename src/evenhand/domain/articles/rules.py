"""What an article must be before anybody reads it."""

import re
from collections.abc import Mapping
from typing import Any

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REFERENCE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
WELL_FORMED = re.compile(r"\s*value:([a-z][A-Za-z0-9_.]*)\s*")
PARTS = ("title", "summary", "body")


class NotPublishable(Exception):
    """The article cannot be published; `troubles` says in words what to mend."""

    def __init__(self, troubles: list[str]) -> None:
        super().__init__("\n".join(troubles))
        self.troubles = troubles


def references(text: str) -> set[str]:
    """The keys of the policy's values that a text refers to; what stands between braces otherwise, as it stands."""
    return {_key(inside) for inside in REFERENCE.findall(text)}


def _key(inside: str) -> str:
    well_formed = WELL_FORMED.fullmatch(inside)
    return well_formed[1] if well_formed else f"{{{{{inside}}}}}"


def troubles_of(slug: str, texts: Mapping[str, Mapping[str, Any]], known: set[str]) -> list[str]:
    """Everything that keeps these texts from being published. `known`: the keys of the policy in force."""
    troubles = (
        [] if SLUG.fullmatch(slug) else [f"{slug!r}: a name has small letters, digits and single dashes"]
    )
    if not texts:
        troubles.append("there is no text")
    for language, text in texts.items():
        troubles += [
            f"{language}: {part} is empty" for part in ("title", "body") if not text.get(part, "").strip()
        ]
        found = set().union(*(references(text.get(part, "")) for part in PARTS))
        troubles += [f"{language}: {key} is not a value of the policy" for key in sorted(found - known)]
    return troubles


def best_language(wanted: str, there: set[str]) -> str | None:
    """The language to show: the one asked for, its parent or a sister ("zh-hans" and "zh"), English, else the first."""
    parent = wanted.partition("-")[0]
    sisters = sorted(one for one in there if one.partition("-")[0] == parent)
    choices = [wanted, parent, *sisters, "en", *sorted(there)]
    return next((one for one in choices if one in there), None)
