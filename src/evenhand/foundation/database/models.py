"""What every table of ours has."""

from django.db import models

from evenhand.foundation.database.ids import new_id


class Row(models.Model):
    """A row with an id of its own from the moment it is made in memory."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
