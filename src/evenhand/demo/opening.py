"""Before the first customer: the shop's word."""

from datetime import datetime, timedelta

from evenhand.demo.reading import policy_text
from evenhand.domain.policy.actions import draft_version, publish_version
from evenhand.foundation.access.actors import SYSTEM


def open_shop(now: datetime) -> None:
    """Publish policy, long ago."""
    then = now - timedelta(days=700)
    version = draft_version(document=policy_text(), actor=SYSTEM, now=then)
    publish_version(number=version.number, actor=SYSTEM, now=then)
