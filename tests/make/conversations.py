"""Matters, opened through the real verb."""

from evenhand.domain.conversations.actions import open_matter
from evenhand.domain.conversations.models import Matter
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import NOW


def make_matter(*, customer=None, body="Where is my ring?", subject="My ring", now=NOW, **given) -> Matter:
    """A question about an order, asked on the web page by its customer."""
    customer = customer or make_customer(now=now)
    usual = {"topic": "order", "channel": "web", "language": "en", "actor": customer_actor(customer)}
    return open_matter(customer=customer, subject=subject, body=body, now=now, **{**usual, **given})
