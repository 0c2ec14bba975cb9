"""Before the first customer: the shop's word, where it can be reached, and what it tells."""

from datetime import datetime, timedelta

from evenhand.demo.reading import pages, policy_text, table
from evenhand.domain.articles.actions import publish_article
from evenhand.domain.channels.actions import register_contact_point, retire_contact_point
from evenhand.domain.policy.actions import draft_version, publish_version
from evenhand.foundation.access.actors import SYSTEM


def open_shop(now: datetime) -> None:
    """Publish policy, contact points and articles, two years ago."""
    then = now - timedelta(days=700)
    version = draft_version(document=policy_text(), actor=SYSTEM, now=then)
    publish_version(number=version.number, actor=SYSTEM, now=then)
    for place, point in enumerate(table("shop")["contact_points"]):
        _contact_point(place, point, then, now)
    for page in pages():
        publish_article(
            slug=page.slug, kind=page.kind, topic=page.topic, actor=SYSTEM, now=then,
            texts={
                language: {"title": title, "summary": summary, "body": body}
                for language, (title, summary, body) in page.texts.items()
            },
        )  # fmt: skip


def _contact_point(place: int, given: dict[str, object], then: datetime, now: datetime) -> None:
    said = {key: value for key, value in given.items() if key not in ("key", "retired_days_ago")}
    point = register_contact_point(**said, position=place, actor=SYSTEM, now=then)  # type: ignore[arg-type] # from a file
    days = given.get("retired_days_ago")
    if isinstance(days, int):
        retire_contact_point(point=point, actor=SYSTEM, now=now - timedelta(days=days))
