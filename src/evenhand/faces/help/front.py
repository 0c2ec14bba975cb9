"""The front door and the Help Center: each sends people to what they came for."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from evenhand.domain.articles import queries as articles
from evenhand.domain.catalog import queries as catalog
from evenhand.domain.promises import queries as promises
from evenhand.faces.help.topics import TOPICS
from evenhand.faces.look.kept import kept
from evenhand.faces.look.words import policy_language

ANSWERED = "order_question_answered"


@require_GET
@kept
def home(request: HttpRequest) -> HttpResponse:
    """What did you come for? One action each."""
    now, language = timezone.now(), policy_language()
    figures = promises.public_figures(now, now - timedelta(days=90))
    context = {
        "answered": next((one for one in figures if one.key == ANSWERED and one.kept + one.late), None),
        "guides": articles.articles(language, "order")[:4],
        "products": [(one, one.name_in(language)) for one in catalog.products()[:12]],
    }
    return render(request, "help/home.html", context)


@require_GET
@kept
def help_center(request: HttpRequest) -> HttpResponse:
    """All topics with their pages."""
    found = list(articles.articles(policy_language()))
    topics = [
        (topic, words, [one for one in found if one.article.topic == topic])
        for topic, words in TOPICS.items()
    ]
    return render(request, "help/help_center.html", {"topics": [one for one in topics if one[2]]})


@require_GET
@kept
def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """The pages of one topic."""
    if topic not in TOPICS:
        raise Http404
    pages = articles.articles(policy_language(), topic)
    return render(request, "help/help_topic.html", {"topic": TOPICS[topic], "pages": pages})
