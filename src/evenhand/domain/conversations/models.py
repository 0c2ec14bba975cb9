"""Matters and what was said in them. What people wrote is sealed under the customer's own key."""

from datetime import UTC, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models.functions import Coalesce

from evenhand.domain.conversations.choices import Channel, Delivery, DraftKind, Kind, State, Topic
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.fields import BlindIndex, SealedText
from evenhand.foundation.vault.models import SealedRow

# Without a promise a matter stands behind all that have one.
NO_DEADLINE = datetime(9999, 1, 1, tzinfo=UTC)
DUE = Coalesce("next_due_at", models.Value(NO_DEADLINE, output_field=models.DateTimeField()))

# The ball is ours: the customer waits for words, or for something else that we promised (a refund, a decision).
OURS = models.Q(snoozed_until=None) & (
    models.Q(state="open") | models.Q(state="waiting", next_due_at__isnull=False)
)


class Matters(models.QuerySet["Matter"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all, a customer sees their own."""
        if actor.is_staff:
            return self
        return self.filter(customer_id=actor.id) if actor.is_customer else self.none()

    def locked(self, matter_id: UUID) -> "Matter":
        """The row, held until the transaction ends: one verb at a time."""
        return self.select_for_update().get(pk=matter_id)

    def awake(self) -> Self:
        return self.filter(snoozed_until=None)


class Matter(SealedRow):
    """One concern of one customer. `order_id` has no foreign key: orders stand above.

    `arrived_at` is when the oldest message that nobody answered came in (writing again does not cost the place in
    the queue); `next_due_at` the nearest deadline of its open promises.
    """

    number = models.CharField(max_length=14, unique=True, db_comment="harmless: a random code")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    order_id = models.UUIDField(null=True, db_index=True)
    topic = models.CharField(max_length=12, choices=Topic.choices)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    language = models.CharField(max_length=12, default="", db_comment="harmless: a language code")
    subject = SealedText()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    assignee = models.ForeignKey("staff.Member", on_delete=models.PROTECT, null=True, related_name="+")
    snoozed_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)
    last_customer_at = models.DateTimeField(null=True)
    last_staff_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    nonce = models.UUIDField(null=True)

    objects = Matters.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "nonce"], name="matter_opened_once"),
            models.CheckConstraint(
                condition=models.Q(state="solved", solved_at__isnull=False)
                | (~models.Q(state="solved") & models.Q(solved_at=None)),
                name="matter_solved_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(DUE, "arrived_at", "id", name="matter_ours", condition=OURS),
            models.Index(fields=["-last_staff_at", "id"], name="matter_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["snoozed_until", "id"], name="matter_asleep", condition=models.Q(snoozed_until__isnull=False)),
            models.Index(fields=["-solved_at", "-id"], name="matter_solved", condition=models.Q(state="solved")),
            models.Index(
                fields=["state", "snoozed_until", "assignee"], name="matter_unsolved", condition=~models.Q(state="solved")
            ),
            models.Index(fields=["customer", "-opened_at"], name="matter_of_customer"),
            models.Index(fields=["channel", "first_answered_at"], name="matter_first_answer"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    @property
    def answered(self) -> bool:
        """Whether a person has answered the customer's last words."""
        return self.last_staff_at is not None and (
            self.last_customer_at is None or self.last_customer_at <= self.last_staff_at
        )

    @property
    def about(self) -> dict[str, UUID | None]:
        """What every event of this matter is about."""
        return {"matter": self.id, "customer": self.customer_id, "order": self.order_id}


class Messages(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all; a customer sees what was said in their own matters, never a note."""
        if actor.is_staff:
            return self
        own = self.filter(matter__customer_id=actor.id).exclude(kind=Kind.NOTE)
        return own if actor.is_customer else self.none()


class Message(SealedRow):
    """Something said. `html` is as it came: it is cleaned when shown. `nonce` makes a double click one message."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    author_id = models.UUIDField(null=True)
    body = SealedText()
    html = SealedText()
    language = models.CharField(max_length=12, default="", db_comment="harmless: a language code")
    channel = models.CharField(max_length=6, choices=Channel.choices)
    sent_at = models.DateTimeField()
    message_id = SealedText()
    message_id_index = BlindIndex("message_id")
    in_reply_to = SealedText()
    delivery = models.CharField(max_length=6, choices=Delivery.choices, default=Delivery.NONE)
    nonce = models.UUIDField(null=True)

    objects = Messages.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "nonce"], name="message_said_once"),
            models.UniqueConstraint(fields=["matter", "message_id_index"], name="message_mailed_once"),
        ]
        indexes = [
            models.Index(fields=["matter", "sent_at", "id"], name="message_in_order"),
            models.Index(fields=["message_id_index"], name="message_by_mail_id"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Attachments(models.QuerySet["Attachment"]):
    def visible_to(self, actor: Actor) -> Self:
        """As the message it hangs on."""
        if actor.is_staff:
            return self
        own = self.filter(message__matter__customer_id=actor.id).exclude(message__kind=Kind.NOTE)
        return own if actor.is_customer else self.none()


class Attachment(SealedRow):
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = SealedText()

    objects = Attachments.as_manager()

    def __str__(self) -> str:
        return f"attachment {self.id}"


class Drafts(models.QuerySet["Draft"]):
    def visible_to(self, actor: Actor) -> Self:
        """A draft is its writer's alone."""
        return self.filter(member_id=actor.id) if actor.kind == "staff" else self.none()


class Draft(SealedRow):
    """What a member has typed and not sent."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="drafts")
    member = models.ForeignKey("staff.Member", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=DraftKind.choices)
    body = SealedText()
    kept_at = models.DateTimeField()

    objects = Drafts.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "member", "kind"], name="draft_once")]

    def __str__(self) -> str:
        return f"draft {self.id}"


class SolvedTallies(models.QuerySet["SolvedTally"]):
    def visible_to(self, actor: Actor) -> Self:
        """A number about everybody is for staff."""
        return self if actor.is_staff else self.none()


class SolvedTally(models.Model):
    """How many matters are solved, kept by a trigger: counting a million rows for every page would take a second.

    Each database connection counts in a slot of its own (their sum is the number), so nobody waits for anybody.
    """

    slot = models.PositiveSmallIntegerField(primary_key=True)
    many = models.BigIntegerField()

    objects = SolvedTallies.as_manager()

    def __str__(self) -> str:
        return f"{self.slot}: {self.many}"
