"""The one-time link by which a new member of staff sets up password and second proof."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from evenhand.domain.staff.queries import Person, member

GOOD_FOR = timedelta(hours=24)
SALT = "desk.set_up"


def set_up_link(person: Person) -> str:
    """Good for a day and once: setting the password moves the member's epoch on, and the link names the old one."""
    token = signing.dumps({"member": str(person.id), "epoch": person.epoch}, salt=SALT)
    return f"{settings.EVENHAND_URL}{reverse('desk:set-up', args=[token])}"


def invited(token: str) -> Person | None:
    """Whose link this is; None when it is forged, old, or was used."""
    try:
        said = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    person = member(UUID(said["member"]))
    return person if person is not None and person.active and person.epoch == said["epoch"] else None
