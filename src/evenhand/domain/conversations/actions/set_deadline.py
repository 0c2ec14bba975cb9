from datetime import datetime
from uuid import UUID

from django.db import transaction

from evenhand.domain.conversations.models import Matter


@transaction.atomic
def set_deadline(*, matter_id: UUID | None, at: datetime | None) -> None:
    """Copy the nearest deadline of a matter's promises to where the queue is sorted."""
    if matter_id is None:
        return
    Matter.objects.filter(pk=matter_id).update(next_due_at=at)
