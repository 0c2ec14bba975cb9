"""Putting texts in and out of the index. All of it repeatable: the same text twice is one entry."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from evenhand.foundation.search.models import PrivateEntry, PublicEntry, PublicWord
from evenhand.foundation.search.tokens import LONGEST, tokens, words
from evenhand.foundation.vault.blind import blind

LABEL = "search.private"
_LAST_POSITION = 16_383  # of a tsvector


@transaction.atomic
def index_public(*, kind: str, ref: str, language: str, title: str, body: str, url: str) -> PublicEntry:
    """Make a public page findable, or replace what was known of it. `body` is plain text."""
    entry, _created = PublicEntry.objects.update_or_create(
        kind=kind,
        ref=ref,
        language=language,
        defaults={"title": title, "body": body, "url": url, "tokens": _vector(title, body, language)},
    )
    _learn_words(entry)
    return entry


def index_private(
    *, kind: str, ref: UUID, key_id: UUID, texts: Mapping[UUID, str], language: str | None = None
) -> None:
    """Make private texts findable by their words, in one statement. Each has an id of its own (`part`): a matter has many
    messages. What was known of a part is replaced.
    """
    entries = [
        PrivateEntry(kind=kind, ref=ref, part=part, key_id=key_id, hashes=hashes(text, language))
        for part, text in texts.items()
    ]
    PrivateEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["kind", "ref", "part"], update_fields=["key", "hashes"]
    )


def hashes(text: str, language: str | None = None) -> list[int]:
    """The marks of a text's words, each once."""
    return sorted({hashed(token) for token in tokens(text, language)})


def drop_public(kind: str, ref: str) -> None:
    """Take a public page out, in all its languages."""
    PublicEntry.objects.filter(kind=kind, ref=ref).delete()


def drop_private(kind: str, ref: UUID) -> None:
    """Take all private texts of a thing out."""
    PrivateEntry.objects.filter(kind=kind, ref=ref).delete()


@transaction.atomic
def relearn_words() -> None:
    """Rebuild the vocabulary from what is indexed now, after pages were taken out."""
    PublicWord.objects.all().delete()
    for entry in PublicEntry.objects.iterator():
        _learn_words(entry)


def hashed(token: str) -> int:
    """A token as 64 keyed bits: without the key nobody can tell which word it was."""
    return int.from_bytes(blind(LABEL, token)[:8], "big", signed=True)


def _learn_words(entry: PublicEntry) -> None:
    found = {word for word in words(f"{entry.title} {entry.body}") if 3 < len(word) <= LONGEST}
    # Sorted, so that two writers take their locks in the same order.
    PublicWord.objects.bulk_create([PublicWord(word=word) for word in sorted(found)], ignore_conflicts=True)


def _vector(title: str, body: str, language: str) -> str:
    """A tsvector literal: positions for closeness, weight A for the title and B for the rest."""
    placed = [(token, "A") for token in tokens(title, language)]
    placed += [(token, "B") for token in tokens(body, language)]
    return " ".join(
        f"{quoted(token)}:{min(position, _LAST_POSITION)}{weight}"
        for position, (token, weight) in enumerate(placed, 1)
    )


def quoted(token: str) -> str:
    """A token as tsvector and tsquery write it."""
    escaped = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
