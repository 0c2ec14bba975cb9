"""Cases, the lines they are about, evidence, remedies and objections."""

from typing import Self, TypeVar

from django.db import models

from evenhand.domain.cases.choices import Outcome, Reason, RemedyKind, RemedyState, State
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.database.models import Row
from evenhand.foundation.vault.fields import SealedText
from evenhand.foundation.vault.models import SealedRow


class Cases(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> Self:
        """Staff see all, a customer their own."""
        if actor.is_staff:
            return self
        return self.filter(customer_id=actor.id) if actor.is_customer else self.none()


P = TypeVar("P", bound=models.Model)


class PartsOfCases(models.QuerySet[P]):
    def visible_to(self, actor: Actor) -> Self:
        """What hangs on a case is seen by whoever sees the case."""
        return self if actor.is_staff else self.filter(case__in=Case.objects.visible_to(actor))


class Lines(PartsOfCases["CaseLine"]):
    pass


class EvidenceGiven(PartsOfCases["Evidence"]):
    pass


class Remedies(PartsOfCases["Remedy"]):
    pass


class Objections(PartsOfCases["Objection"]):
    pass


class Case(SealedRow):
    """What went wrong with an order, and how it is put right."""

    number = models.CharField(max_length=14, unique=True, db_comment="harmless: a random code")
    matter = models.OneToOneField("conversations.Matter", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=Reason.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default="", blank=True)
    wanted = models.CharField(max_length=24, choices=RemedyKind.choices, default="", blank=True)
    words = SealedText()
    policy_version = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    refusal_clause = models.CharField(
        max_length=20, default="", db_comment="harmless: a clause of the policy"
    )
    refusal_reason = SealedText()
    version = models.PositiveIntegerField(default=1)

    objects = Cases.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="closed") & ~models.Q(outcome="") | ~models.Q(state="closed") & models.Q(outcome=""),
                name="case_closes_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(refusal_clause=""), name="case_refusal_names_a_clause"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["order", "state"], name="case_of_order"),
            models.Index(fields=["customer", "-opened_at"], name="case_of_customer"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseLine(Row):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()

    objects = Lines.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "order_line"], name="case_line_once"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="case_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.order_line_id}"


class Evidence(Row):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = EvidenceGiven.as_manager()

    def __str__(self) -> str:
        return f"evidence {self.id}"


class Remedy(Row):
    """How it is put right: as quoted to the customer (`wanted`), then as agreed. Amounts in minor units."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="remedies")
    kind = models.CharField(max_length=24, choices=RemedyKind.choices)
    state = models.CharField(max_length=8, choices=RemedyState.choices)
    amount_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="", db_comment="harmless: ISO 4217")
    goods_back = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    clause = models.CharField(max_length=20, default="", db_comment="harmless: a clause of the policy")

    objects = Remedies.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state="agreed"), name="case_one_agreed_remedy"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_minor__gte=0), name="remedy_never_costs_the_customer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Objection(SealedRow):
    """The customer says no to a decision; a second person looks."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="objections")
    words = SealedText()
    against = models.CharField(max_length=12, choices=State.choices)
    decided_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    objects = Objections.as_manager()

    def __str__(self) -> str:
        return f"objection {self.id}"
