"""Forgets codes and limits that can no longer matter."""

from datetime import datetime, timedelta

from evenhand.foundation.access.models import Bucket, OneTimeCode

KEPT = timedelta(days=1)


def sweep_access(now: datetime) -> int:
    """Delete codes and buckets untouched for a day; how many rows went."""
    codes, _ = OneTimeCode.objects.filter(expires_at__lt=now - KEPT).delete()
    buckets, _ = Bucket.objects.filter(at__lt=now - KEPT).delete()
    return codes + buckets
