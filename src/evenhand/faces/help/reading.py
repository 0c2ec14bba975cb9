"""One article, one policy: live figures, clause by clause, printable."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evenhand.domain.articles import queries as articles
from evenhand.domain.policy import queries as policy
from evenhand.faces.help.markdown import plain, rendered
from evenhand.faces.help.topics import TOPICS
from evenhand.faces.look.kept import kept
from evenhand.faces.look.words import policy_language

CLAUSE = re.compile(r"(?<![.\w])[A-Z]\d{1,2}(?!\w)")  # a bare R4, not the one inside {{ value:clause.R4 }}


@require_GET
@kept
def read_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Answers one question; a person stands beside it."""
    page = page_of(slug)
    if page["kind"] == "policy":
        return redirect("help:read-policy", slug=slug)
    return render(request, "help/read_article.html", page)


@require_GET
@kept
def read_policy(request: HttpRequest, slug: str) -> HttpResponse:
    """Explains one policy, with its clauses word by word below."""
    page = page_of(slug)
    if page["kind"] != "policy":
        return redirect("help:read-article", slug=slug)
    return render(request, "help/read_policy.html", page)


def page_of(slug: str) -> dict[str, Any]:
    """Everything a page of this article shows, in the reader's language or, said so, in English.

    Raises:
        Http404: no public article of this name.
    """
    language = policy_language()
    text = articles.article(slug, language)
    if text is None:
        raise Http404
    view = policy_now()
    clauses = _clauses(text.body, view, text.language)
    named = {one["name"] for one in clauses}
    body = CLAUSE.sub(
        lambda found: f"[{found[0]}](#{found[0]})" if found[0] in named else found[0], text.body
    )
    return {
        "slug": slug,
        "kind": text.article.kind,
        "heading": plain(text.title, view, text.language),
        "summary": plain(text.summary, view, text.language),
        "body": rendered(body, view, text.language),
        "text_language": text.language,
        "foreign": text.language != language,
        "topic": text.article.topic,
        "topic_words": TOPICS.get(text.article.topic, ""),
        "near": [one for one in articles.articles(language, text.article.topic) if one.article.slug != slug][
            :5
        ],
        "view": view,
        "clauses": clauses,
    }


def policy_now() -> policy.PolicyView | None:
    """The policy in force; None before the first is published."""
    try:
        return policy.current(timezone.now())
    except policy.NoSuchVersion:
        return None


def shop_zone() -> ZoneInfo:
    """The zone the published hours are meant in."""
    view = policy_now()
    return ZoneInfo(view.calendar("shop").zone if view and "calendar.shop" in view.values else "UTC")


def _clauses(body: str, view: policy.PolicyView | None, language: str) -> list[dict[str, str]]:
    """The clauses this text names, each with its words and its source."""
    if view is None:
        return []
    named = [name for name in dict.fromkeys(CLAUSE.findall(body)) if f"clause.{name}" in view.values]
    return [
        {"name": name, "words": view.clause(name, language), "source": view.value(f"clause.{name}").source}
        for name in named
    ]
