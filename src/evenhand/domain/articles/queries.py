"""Questions about articles. Without an actor they answer as to everybody; staff texts have to be asked for as staff."""

from uuid import UUID

from evenhand.domain.articles.models import ArticleText
from evenhand.domain.articles.rules import best_language
from evenhand.foundation.access.actors import ANYONE, Actor


def article(slug: str, language: str, actor: Actor = ANYONE) -> ArticleText | None:
    """The article's text in this language, else the nearest there is (its `language` says which). One query."""
    found = ArticleText.objects.visible_to(actor).filter(article__slug=slug).select_related("article")
    texts = {text.language: text for text in found}
    best = best_language(language, set(texts))
    return None if best is None else texts[best]


def articles(language: str, topic: str = "", actor: Actor = ANYONE) -> list[ArticleText]:
    """Every article (of a topic) in this language or the nearest, by title. Bodies are left out. One query."""
    found = ArticleText.objects.visible_to(actor).select_related("article").defer("body")
    if topic:
        found = found.filter(article__topic=topic)
    by_article: dict[UUID, dict[str, ArticleText]] = {}
    for text in found.order_by("language"):
        by_article.setdefault(text.article_id, {})[text.language] = text
    picked = [texts[best] for texts in by_article.values() if (best := best_language(language, set(texts)))]
    return sorted(picked, key=lambda text: (text.title.casefold(), text.article.slug))


def public_texts(article_id: UUID | None = None) -> list[ArticleText]:
    """All texts of a public article (None: of every one), in every language; none of what is for staff."""
    found = (
        ArticleText.objects.visible_to(ANYONE).select_related("article").order_by("article__slug", "language")
    )
    return list(found if article_id is None else found.filter(article_id=article_id))
