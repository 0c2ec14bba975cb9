"""Mail as it came, kept before it is read; letters as they leave, kept before they are sent."""

from django.db import models

from evenhand.foundation.mail.choices import Outcome, Sending, Source, Taken
from evenhand.foundation.vault.fields import BlindIndex, SealedJSON, SealedText
from evenhand.foundation.vault.models import SealedRow
from evenhand.foundation.vault.normal import normal_email


class RawMail(SealedRow):
    """One mail as it came in, under a key of its own. `content` is a keyed hash of what it says, not of its way here."""

    received_at = models.DateTimeField()
    source = models.CharField(max_length=8, choices=Source.choices)
    content = models.BinaryField(max_length=16)
    message_id = SealedText()
    message_id_index = BlindIndex("message_id")
    recipients = SealedJSON()  # of the envelope, where we know it
    size = models.PositiveIntegerField()
    # Empty for a duplicate: its bytes are those of `same_as`.
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    same_as = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="copies")
    state = models.CharField(max_length=12, choices=Taken.choices, default=Taken.NEW)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60, default="", db_comment="harmless: a code or an exception's name")
    quiet = models.BooleanField(default=False)
    taken_at = models.DateTimeField(null=True)
    matter_id = models.UUIDField(null=True, db_index=True)
    customer_id = models.UUIDField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content"], name="mail_kept_once", condition=~models.Q(state="duplicate")
            ),
            models.CheckConstraint(
                name="mail_has_its_bytes",
                condition=models.Q(state="duplicate", same_as__isnull=False) | models.Q(file__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["received_at"], name="mail_not_read", condition=models.Q(state="new")),
            models.Index(
                fields=["-received_at"], name="mail_set_aside", condition=models.Q(state="quarantined")
            ),
            models.Index(fields=["message_id_index"], name="mail_by_id"),
        ]


class Outgoing(SealedRow):
    """One letter, sealed under its receiver's key. `tries` is also the fencing number: who marks it must hold the last try."""

    to = SealedText()
    to_index = BlindIndex("to", normal=normal_email)
    to_name = SealedText()
    subject = SealedText()
    text = SealedText()
    html = SealedText()
    mail_id = SealedText()
    mail_id_index = BlindIndex("mail_id", unique=True)
    reply_to = SealedText()
    in_reply_to = SealedText()
    references = SealedJSON()
    letter = models.CharField(max_length=40, db_comment="harmless: the name of one of our letters")
    language = models.CharField(max_length=12, db_comment="harmless: a language code")
    check_code = models.CharField(
        max_length=9, unique=True, db_comment="harmless: a keyed hash of the row's id"
    )
    from_name = models.CharField(max_length=80, default="", db_comment="harmless: the shop's own name")
    automatic = models.BooleanField(default=True)
    about = models.JSONField(default=dict, db_comment="harmless: kinds and ids")
    message_id = models.UUIDField(null=True, db_index=True)
    queued_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=Sending.choices, default=Sending.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    encrypted = models.BooleanField(null=True)
    error_code = models.CharField(
        max_length=40, default="", db_comment="harmless: an SMTP code or a word of ours"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="letter_waits",
                condition=models.Q(state__in=["queued", "sending"]),
            ),
            models.Index(fields=["to_index", "-queued_at"], name="letter_to"),
            models.Index(fields=["-queued_at"], name="letter_failed", condition=models.Q(state="failed")),
            models.Index(fields=["-queued_at", "id"], name="letter_latest"),
        ]
