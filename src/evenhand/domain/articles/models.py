"""Articles and their texts, one per language. What stands here is published."""

from typing import Self

from django.db import models

from evenhand.domain.articles.choices import Audience, Kind
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row


class Articles(models.QuerySet["Article"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff read everything, everybody else what is public."""
        return self if actor.is_staff else self.filter(audience=Audience.PUBLIC)


class Article(Row):
    """One thing explained, under one name, in as many languages as it has texts."""

    slug = models.CharField(max_length=80, unique=True, db_comment="harmless: a public name")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    audience = models.CharField(max_length=6, choices=Audience.choices, default=Audience.PUBLIC)
    topic = models.CharField(max_length=20, default="", db_comment="harmless: a topic's code")
    published_at = models.DateTimeField()

    objects = Articles.as_manager()

    def __str__(self) -> str:
        return self.slug


class ArticleTexts(models.QuerySet["ArticleText"]):
    def visible_to(self, actor: Actor) -> Self:
        """As their article."""
        return self if actor.is_staff else self.filter(article__audience=Audience.PUBLIC)


class ArticleText(Row):
    """Title, summary and body (Markdown with `{{ value:return.window_days }}`) in one language."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12, db_comment="harmless: a language code")
    title = models.CharField(max_length=200, db_comment="harmless: published")
    summary = models.TextField(default="", db_comment="harmless: published")
    body = models.TextField(db_comment="harmless: published")

    objects = ArticleTexts.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="article_text_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"
