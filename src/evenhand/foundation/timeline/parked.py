"""Taking up again what failed to the end."""

from django.db import transaction

from evenhand.foundation.timeline.models import Drawn, Entry


@transaction.atomic
def retry_parked(drawn_id: int) -> bool:
    """Let the settle loop try a parked consequence again from the start; False when it is not parked (any more)."""
    drawn = Drawn.objects.select_for_update().filter(pk=drawn_id, state="parked").first()
    if drawn is None:
        return False
    drawn.state, drawn.tries, drawn.next_try_at = "retry", 0, None
    drawn.save()
    Entry.objects.filter(pk=drawn.entry_id).update(settled_at=None, claimed_until=None)
    return True
