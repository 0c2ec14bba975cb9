"""A register as a small shop has it."""

from evenhand.domain.channels.actions import register_contact_point
from evenhand.domain.channels.models import ContactPoint
from evenhand.foundation.access.actors import SYSTEM
from tests.make.moments import NOW

POINTS = {
    "mail": "care@linnetandloam.example",
    "web": "https://linnetandloam.example/contact",
    "phone": "+353 20 910 0123",
    "fax": "+353 20 910 0124",
    "post": "Linnet & Loam, 4 Tannery Yard, Cork, T12 DEM0, Ireland",
    "social": "https://social.example/@linnetandloam",
}


def make_contact_point(kind="mail", address=None, now=NOW, **given) -> ContactPoint:
    facts = {"label": {"en": "Reach us"}, "actor": SYSTEM, "now": now, **given}
    return register_contact_point(kind=kind, address=address or POINTS[kind], **facts)


def make_register() -> dict[str, ContactPoint]:
    """One of each kind; the social account only announces."""
    return {kind: make_contact_point(kind, announce_only=kind == "social") for kind in POINTS}
