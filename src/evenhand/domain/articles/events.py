"""What can happen to an article."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class ArticlePublished(Event, name="articles.published"):
    """`policy_version`: the policy its references were checked against; 0 when it has none."""

    article_id: UUID
    languages: tuple[str, ...] = ()
    policy_version: int = 0
