"""Articles, published through the real verb."""

from evenhand.domain.articles.actions import publish_article
from evenhand.domain.articles.models import Article
from evenhand.foundation.access.actors import SYSTEM
from tests.make.moments import NOW


def text(title="Returns", body="How to send it back.", summary="In short.") -> dict[str, str]:
    return {"title": title, "summary": summary, "body": body}


def make_article(slug="returns", texts=None, now=NOW, **given) -> Article:
    usual = {"kind": "help", "topic": "returning", "actor": SYSTEM}
    return publish_article(slug=slug, texts=texts or {"en": text()}, now=now, **{**usual, **given})
