"""What follows when an article is published, or the policy whose numbers it names."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from evenhand.domain.articles.events import ArticlePublished
from evenhand.domain.articles.queries import public_texts
from evenhand.domain.policy.events import PolicyDrafted, PolicyPublished
from evenhand.faces.help.markdown import plain
from evenhand.faces.help.reading import policy_now
from evenhand.foundation.search.index import drop_public, index_public
from evenhand.foundation.timeline.events import Event
from evenhand.foundation.timeline.happened import Happened
from evenhand.wiring.table import Consequence

if TYPE_CHECKING:
    from evenhand.domain.articles.models import ArticleText

SHOWN_AS = {"help": "article", "policy": "policy", "guide": "guide", "page": "page"}
READ_AT = {"policy": "help:read-policy"}


def make_it_findable(it: Happened) -> None:
    """The article is found by its words as they are read: with the policy's numbers in them."""
    index(public_texts(it.about["article"]))


def make_all_findable(_it: Happened) -> None:
    """New numbers stand in the articles that name them."""
    index(public_texts())


def index(texts: "Iterable[ArticleText]") -> None:
    """Each text under its own language, in place of what was there."""
    view, found = policy_now(), list(texts)
    for article in {text.article for text in found}:
        drop_public(SHOWN_AS[article.kind], article.slug)
    for text in found:
        kind, slug = text.article.kind, text.article.slug
        title, body = (
            plain(words, view, text.language) for words in (text.title, f"{text.summary}\n\n{text.body}")
        )
        url = reverse(READ_AT.get(kind, "help:read-article"), args=[slug])
        index_public(kind=SHOWN_AS[kind], ref=slug, language=text.language, title=title, body=body, url=url)


CONSEQUENCES: dict[type[Event], list[Consequence]] = {
    ArticlePublished: [make_it_findable],
    PolicyDrafted: [],
    PolicyPublished: [make_all_findable],
}
