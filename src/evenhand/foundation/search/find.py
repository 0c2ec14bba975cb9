"""Asking the index. What a reader may see is the caller's question: private answers are ids, no words."""

from dataclasses import dataclass
from math import log
from uuid import UUID

from django.db import connection
from rapidfuzz import fuzz, process

from evenhand.foundation.search.index import hashed, quoted
from evenhand.foundation.search.models import PublicWord
from evenhand.foundation.search.tokens import asked, words

_MOST_GROUPS = 40
_ALIKE = 78  # of 100: one letter wrong or left out in five


@dataclass(frozen=True)
class PublicHit:
    kind: str
    ref: str
    language: str
    title: str
    body: str
    url: str
    score: float


@dataclass(frozen=True)
class Found:
    """`corrected` is the query that was really answered, when the one typed found nothing."""

    hits: list[PublicHit]
    corrected: str = ""


@dataclass(frozen=True)
class PrivateHit:
    """A thing some private text of which fits; `parts` are those texts that hold any of the words."""

    kind: str
    ref: UUID
    parts: tuple[UUID, ...]


def find_public(q: str, language: str, *, limit: int = 20, kinds: tuple[str, ...] = ()) -> Found:
    """Public pages that fit, best first; one language each, the reader's own where there is one."""
    hits = _ranked(asked(q, language)[:_MOST_GROUPS], language, kinds)
    if hits:
        return Found(hits[:limit])
    corrected = _corrected(q)
    hits = _ranked(asked(corrected, language)[:_MOST_GROUPS], language, kinds) if corrected != q else []
    return Found(hits[:limit], corrected if hits else "")


def find_private(q: str, kinds: tuple[str, ...], *, limit: int = 200) -> list[PrivateHit]:
    """Things whose texts together hold every word asked for, newest first. The words may stand in different
    texts.
    """
    groups = [[hashed(token) for token in group] for group in asked(q)[:_MOST_GROUPS]]
    if not groups:
        return []
    anywhere = sorted({one for group in groups for one in group})
    having = " AND ".join(["bool_or(hashes && %s::bigint[])"] * len(groups))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, ref, array_agg(part ORDER BY part DESC) FROM search_privateentry"  # noqa: S608 - only placeholders are put in
            " WHERE kind = ANY(%s) AND hashes && %s::bigint[]"
            f" GROUP BY kind, ref HAVING {having} ORDER BY max(id::text) DESC LIMIT %s",
            [list(kinds), anywhere, *groups, limit],
        )
        return [PrivateHit(kind, ref, tuple(parts)) for kind, ref, parts in cursor.fetchall()]


def _ranked(groups: list[list[str]], language: str, kinds: tuple[str, ...]) -> list[PublicHit]:
    """Pages that hold any of the words; rare words weigh more, the title weighs most, all words together win."""
    if not groups:
        return []
    queries = [" | ".join(map(quoted, group)) for group in groups]
    weights = _rarity(queries)
    score = " + ".join(["%s * ts_rank('{0.1,0.2,0.4,1.0}', tokens, %s::tsquery, 1)"] * len(queries))
    held = " + ".join(["%s * (tokens @@ %s::tsquery)::int"] * len(queries))
    weighted = [value for pair in zip(weights, queries, strict=True) for value in pair]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, ref, language, title, body, url, ({score}) + ({held}) AS score FROM search_publicentry"  # noqa: S608 - only placeholders are put in
            " WHERE tokens @@ %s::tsquery AND (%s OR kind = ANY(%s)) ORDER BY score DESC, ref LIMIT 500",
            [*weighted, *weighted, " | ".join(f"({query})" for query in queries), not kinds, list(kinds)],
        )
        hits = [PublicHit(*row) for row in cursor.fetchall()]
    return _one_language_each(_good(hits, sum(weights)), language)


def _rarity(queries: list[str]) -> list[float]:
    """How much each word tells: a word that stands on every page tells nothing."""
    counted = ", ".join(["count(*) FILTER (WHERE tokens @@ %s::tsquery)"] * len(queries))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), {counted} FROM search_publicentry", queries)  # noqa: S608 - only placeholders are put in
        pages, *holding = cursor.fetchone()
    return [log(1 + (pages - n + 0.5) / (n + 0.5)) for n in holding]


def _good(hits: list[PublicHit], all_words: float) -> list[PublicHit]:
    """Leaves out pages that hold only a small part of what was asked, when a better one is there."""
    return [hit for hit in hits if hit.score >= min(0.5 * all_words, 0.4 * hits[0].score)]


def _one_language_each(hits: list[PublicHit], language: str) -> list[PublicHit]:
    own = {(hit.kind, hit.ref) for hit in hits if hit.language == language}
    best: dict[tuple[str, str], PublicHit] = {}
    for hit in hits:
        page = (hit.kind, hit.ref)
        if hit.language == language or page not in own:
            best.setdefault(page, hit)
    return list(best.values())


def _corrected(q: str) -> str:
    """Each unknown word replaced by the likest public one, if one is like enough."""
    typed = words(q)
    known = set(PublicWord.objects.filter(word__in=typed).values_list("word", flat=True))
    unknown = [word for word in typed if word not in known and len(word) > 3]
    if not unknown:
        return q
    vocabulary = list(PublicWord.objects.values_list("word", flat=True))
    mended = dict.fromkeys(typed)
    for word in unknown:
        likest = process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        mended[word] = likest[0] if likest else None
    return " ".join(mended[word] or word for word in typed)
