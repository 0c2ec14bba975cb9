"""Asking the index. What a reader may see is the caller's question: private answers are ids, no words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log
from typing import Any
from uuid import UUID

from django.db import connection
from rapidfuzz import fuzz, process

from evenhand.foundation.search.index import hashed, quoted
from evenhand.foundation.search.models import PublicWord
from evenhand.foundation.search.tokens import asked, words

_MOST_GROUPS = 40
_ALIKE = 78  # of 100: one letter wrong or left out in five
_AFTER_ALL = UUID(int=2**128 - 1)
_WINDOW, _MOST_WINDOWS = 400, 8
_RARE = 0.002  # of all texts: below this, asking the index of words is quicker than walking back through the latest texts
_WITH = """
SELECT id, kind, ref FROM search_privateentry
WHERE kind = ANY(%(kinds)s) AND hashes && %(rarest)s::bigint[] AND id < %(before)s AND (%(keys)s::uuid[] IS NULL OR key_id = ANY(%(keys)s))
"""
_WALK = f"{_WITH} ORDER BY id DESC"
# The planner takes a word that it did not count for a commoner one and would walk: this keeps it to the index.
_PICK = f"WITH held AS MATERIALIZED ({_WITH}) SELECT * FROM held ORDER BY id DESC"  # noqa: S608 - texts of ours
_BESIDE = "(SELECT {} FROM search_privateentry o WHERE o.kind = ANY(%(kinds)s) AND o.ref = e.ref)"
_ANYWHERE = "ref IN (SELECT ref FROM search_privateentry WHERE kind = ANY(%(kinds)s) AND hashes && {})"
_COMMON = """
SELECT one, share FROM pg_stats, unnest(most_common_elems::text::bigint[], most_common_elem_freqs) AS known (one, share)
WHERE schemaname = current_schema() AND tablename = 'search_privateentry' AND attname = 'hashes' AND one = ANY(%s)"""


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
    """A thing whose private texts fit."""

    kind: str
    ref: UUID


def find_public(q: str, language: str, *, limit: int = 20, kinds: tuple[str, ...] = ()) -> Found:
    """Public pages that fit, best first; one language each, the reader's own where there is one."""
    hits = _ranked(asked(q, language)[:_MOST_GROUPS], language, kinds)
    if hits:
        return Found(hits[:limit])
    corrected = _corrected(q)
    hits = _ranked(asked(corrected, language)[:_MOST_GROUPS], language, kinds) if corrected != q else []
    return Found(hits[:limit], corrected if hits else "")


def find_private(
    q: str, kinds: tuple[str, ...], *, limit: int = 200, keys: Collection[UUID] | None = None
) -> list[PrivateHit]:
    """Things whose texts together hold every word asked for, newest first; of these `keys` alone, when given.

    The words may stand in different texts. Looked through are the texts with the rarest word, from the newest on: a word
    in every tenth text is answered by the last few hundred, a rare one by the index, however many texts there are.
    """
    groups = [[hashed(token) for token in group] for group in asked(q)[:_MOST_GROUPS]]
    if not groups:
        return []
    shares = _shares(groups)
    (share, rarest), *others = sorted(zip(shares, groups, strict=True))
    source = _PICK if share < _RARE else _WALK
    values: dict[str, Any] = {
        "kinds": list(kinds),
        "rarest": rarest,
        "keys": None if keys is None else list(keys),
        "before": _AFTER_ALL,
    }
    words = {f"word{number}": group for number, (_, group) in enumerate(others)}
    found: dict[PrivateHit, None] = {}
    for look in (_window(source, words),) * _MOST_WINDOWS + (_rest(source, words),):
        with connection.cursor() as cursor:
            cursor.execute(look, {**values, **words})
            looked = cursor.fetchall()
        found.update({PrivateHit(kind, ref): None for _, kind, ref, fits in looked if fits})
        if len(found) >= limit or len(looked) < _WINDOW:
            break
        values["before"] = looked[-1][0]
    return list(found)[:limit]


def _window(source: str, words: Iterable[str]) -> str:
    """The newest texts with the rarest word, and whether the other words stand beside it."""
    fits = " AND ".join(f"bool_or(hashes && %({word})s::bigint[])" for word in words)
    return (
        f"SELECT id, kind, ref, {_BESIDE.format(fits) if fits else 'true'} FROM ({source} LIMIT {_WINDOW}) e"  # noqa: S608 - names of ours
    )


def _rest(source: str, words: Iterable[str]) -> str:
    """Words that are each common and hardly ever stand together: what the windows left, all at once."""
    fits = " AND ".join(_ANYWHERE.format(f"%({word})s::bigint[]") for word in words) or "true"
    return f"SELECT id, kind, ref, true FROM ({source}) e WHERE {fits} ORDER BY id DESC LIMIT {_WINDOW}"  # noqa: S608 - names of ours


def _shares(groups: list[list[int]]) -> list[float]:
    """In how much of all texts each group stands, as the database last counted; a word it did not notice is rare."""
    with connection.cursor() as cursor:
        cursor.execute(_COMMON, [[one for group in groups for one in group]])
        common = dict(cursor.fetchall())
    return [sum(common.get(one, 0.0) for one in group) for group in groups]


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
