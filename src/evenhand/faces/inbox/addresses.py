"""Which addresses are ours: the registered ones, with any mark behind a plus, and the one our letters come from."""

from django.conf import settings

from evenhand.domain.channels.queries import contact_points
from evenhand.foundation.vault.normal import normal_email


def is_ours(address: str) -> bool:
    """Whether mail to this address is for us."""
    plain = without_mark(normal_email(address.strip().strip("<>")))
    return plain in our_addresses() or plain == f"postmaster@{settings.EVENHAND_MAIL_HOST}".lower()


def our_addresses() -> set[str]:
    """Every address we answer from or are written to, as it is compared."""
    registered = contact_points().filter(kind="mail").values_list("address", flat=True)
    return {*map(normal_email, registered)} | {normal_email(settings.EVENHAND_MAIL_FROM)}


def without_mark(address: str) -> str:
    """`service+m123@shop.example` is `service@shop.example`."""
    local, at, host = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{host}"
