"""What sealing costs: every page that shows a name pays it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction

from bench.measure import Figure, measure
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.vault.blind import blind
from evenhand.foundation.vault.box import seal, unseal
from evenhand.foundation.vault.keys import new_key, open_key

TEXT = b"My ring arrived with a bent clasp; could you tell me what happens next? " * 4


def figures() -> Iterator[Figure]:
    with transaction.atomic():
        key = new_key(datetime.now(UTC))
    secret = open_key(key.pk)
    place = f"bench.text.{new_id()}"
    sealed = seal(secret, TEXT, place)
    yield measure("seal a message (300 bytes)", lambda: seal(secret, TEXT, place), times=20_000)
    yield measure("open a message", lambda: unseal(secret, sealed, place), times=20_000)
    yield measure("blind index of an address", lambda: blind("bench", "somebody@shop.example"), times=20_000)
    yield measure("an id", new_id, times=20_000)
