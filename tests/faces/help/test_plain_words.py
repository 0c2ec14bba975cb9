"""What customers read is read with ease: Flesch and Kincaid's school grade, eight at most, on every article and page."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from evenhand.faces.look import catalogue

MOST = 8
ROOT = Path(catalogue.__file__).parents[2]
ARTICLES = sorted((ROOT / "demo" / "data" / "articles").glob("*.md"))
FACES = tuple(
    f"{at}faces/{name}/"
    for at in ("src/evenhand/", "")
    for name in ("help", "letters", "look", "portal", "shop")
)


def syllables(word: str) -> int:
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and found > 1
    return max(1, found - silent)


def grade(text: str) -> float:
    sentences = [one for one in re.split(r"[.!?:;](?:\s|$)|\n", text) if re.search("[A-Za-z]", one)]
    words = re.findall(r"[A-Za-z']+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def plain(text: str) -> str:
    return re.sub(r"[*#|_]|<[^>]+>|%\(\w+\)s", " ", re.sub(r"\{\{.*?\}\}", "7", text))


def pages() -> dict[str, str]:
    """Each page's own sentences; labels of a word or two have no grade, and the one-line parts of a page are read together."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in catalogue.said():
        text = one.id if isinstance(one.id, str) else one.id[-1] if one.id else ""
        for place, _ in one.locations:
            if place.startswith(FACES) and len(text.split()) > 4:
                found[place.rpartition("/")[0] if "faces/look/" in place else place].append(text)
    return {place: plain("\n".join(texts)) for place, texts in found.items()}


def test_the_measure_tells_plain_from_stiff() -> None:
    assert grade("We pay you back. It takes two days.") < 3
    stiff = (
        "Notwithstanding aforementioned stipulations, reimbursement eligibility necessitates documentation."
    )
    assert grade(stiff) > 20


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)
def test_an_article_is_read_with_ease(file: Path) -> None:
    english = file.read_text().split("=== en\n")[1].split("\n=== ")[0]
    assert grade(plain(english)) <= MOST


def test_the_shops_own_word_is_read_with_ease() -> None:
    policy = tomllib.loads((ROOT / "demo" / "data" / "policy.toml").read_text())
    assert grade(plain("\n".join(one["texts"]["en"] for one in policy["values"] if "texts" in one))) <= MOST


def test_a_page_is_read_with_ease() -> None:
    found = pages()
    assert len(found) > 20
    assert {place: round(grade(text), 1) for place, text in found.items() if grade(text) > MOST} == {}
