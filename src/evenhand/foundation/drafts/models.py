"""What somebody has answered and not sent yet."""

from typing import Self

from django.db import models

from evenhand.foundation.access.actors import Actor
from evenhand.foundation.vault.fields import SealedJSON
from evenhand.foundation.vault.models import SealedRow


class Unsents(models.QuerySet["Unsent"]):
    def visible_to(self, actor: Actor) -> Self:
        """Its writer's alone: nobody reads what was not sent."""
        return self.filter(owner_id=actor.id) if actor.is_customer else self.none()


class Unsent(SealedRow):
    """Answers of one wizard. `became` is the address of what it became: sent twice, it becomes the same thing."""

    owner_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, db_comment="harmless: which wizard")
    about_id = models.UUIDField(null=True)
    answers = SealedJSON()
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    became = models.CharField(max_length=80, default="", db_comment="harmless: an address on our pages")

    objects = Unsents.as_manager()

    class Meta:
        indexes = [models.Index(fields=["touched_at"], name="unsent_touched")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
