"""How an article is published."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from evenhand.domain.articles.events import ArticlePublished
from evenhand.domain.articles.models import Article, ArticleText
from evenhand.domain.articles.rules import NotPublishable, troubles_of
from evenhand.domain.policy.queries import NoSuchVersion, PolicyView, current
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record

__all__ = ["NotPublishable", "publish_article"]


@transaction.atomic
def publish_article(
    *,
    slug: str,
    kind: str,
    topic: str,
    texts: Mapping[str, Mapping[str, str]],
    actor: Actor,
    now: datetime,
    audience: str = "public",
) -> Article:
    """Publish an article, or what is now to stand in its place. `texts`: {"en": {"title", "summary", "body"}}.

    A language left out is published no more.

    Raises:
        NotAllowed: without the right.
        NotPublishable: a blank part, or a reference to what the policy in force does not say; all of them, in words.
    """
    demand(actor, "articles.publish_article")
    view = _policy(now)
    if troubles := troubles_of(slug, texts, set(view.values) if view else set()):
        raise NotPublishable([f"{slug}: {trouble}" for trouble in troubles])
    facts = {"kind": kind, "topic": topic, "audience": audience, "published_at": now}
    article, _ = Article.objects.update_or_create(slug=slug, defaults=facts)
    article.texts.exclude(language__in=texts).delete()
    for language, text in texts.items():
        parts = {
            "title": text["title"].strip(),
            "summary": text.get("summary", "").strip(),
            "body": text["body"],
        }
        ArticleText.objects.update_or_create(article=article, language=language, defaults=parts)
    version = view.number if view else 0
    published = ArticlePublished(
        article_id=article.id, languages=tuple(sorted(texts)), policy_version=version
    )
    record(published, actor=actor, at=now, about={"article": article.id})
    return article


def _policy(now: datetime) -> PolicyView | None:
    try:
        return current(now)
    except NoSuchVersion:
        return None
