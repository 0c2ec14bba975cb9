"""What the mail room holds about a person: the letters to them, and their mails as they came in."""

from typing import Any
from uuid import UUID

from django.db import transaction

from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import drop
from evenhand.foundation.mail.models import Outgoing, RawMail
from evenhand.foundation.vault.keys import erase_key


def export(key_id: UUID) -> dict[str, Any]:
    """Letters to the person whose key this is, as JSON can hold it."""
    found = Outgoing.objects.filter(key_id=key_id).order_by("id")
    return {"letters": [{"to": one.to, "subject": one.subject, "text": one.text} for one in found]}


@transaction.atomic
def erase(customer_id: UUID, key_id: UUID) -> int:
    """Delete letters, and mails with their bytes and the keys of their own; how many."""
    letters = Outgoing.objects.filter(key_id=key_id).delete()[0]
    mails = list(RawMail.objects.filter(customer_id=customer_id))
    keys, files = {one.key_id for one in mails}, [one.file_id for one in mails if one.file_id]
    RawMail.objects.filter(pk__in=[one.pk for one in mails]).delete()
    for file in StoredFile.objects.filter(pk__in=files):
        keys.add(file.key_id)
        drop(file)
    for key in keys - {key_id}:
        erase_key(key)
    return letters + len(mails)
