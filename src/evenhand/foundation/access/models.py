"""One-time codes that wait for their typing, and how much of each limit is used up."""

from django.db import models

from evenhand.foundation.database.models import Row


class OneTimeCode(Row):
    """Somebody at one browser asked for a code. `subject_id` is empty when what they said met nobody: the page must not
    know the difference, so the row is there all the same. `code` is a keyed hash, set when the letter is written."""

    purpose = models.CharField(max_length=20, db_comment="harmless: what the code opens")
    subject_id = models.UUIDField(null=True)
    browser = models.BinaryField(db_comment="keyed hash of the asking browser's cookie")
    code = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["browser", "purpose"], name="code_of_browser")]


class Bucket(Row):
    """What is left of one limit for one canonical value (a keyed hash of it), as of `at`."""

    limit = models.CharField(max_length=40, db_comment="harmless: the limit's name")
    who = models.BinaryField(db_comment="keyed hash of the limited value")
    left = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["limit", "who"], name="bucket_once")]
        indexes = [models.Index(fields=["at"], name="bucket_at")]
