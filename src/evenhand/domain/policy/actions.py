"""How the policy comes to be: one writes, another publishes, nobody changes it afterwards."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from evenhand.domain.policy.choices import State
from evenhand.domain.policy.events import PolicyDrafted, PolicyPublished
from evenhand.domain.policy.models import DecisionRow, Value, Version
from evenhand.domain.policy.queries import document_of
from evenhand.domain.policy.rules.calendars import written_out
from evenhand.domain.policy.rules.document import Document, is_blank, read_document
from evenhand.domain.policy.rules.ready import why_not_ready
from evenhand.domain.policy.rules.troubles import AlreadyPublished, BadDocument, NotReady, SelfApproval
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.rights import demand
from evenhand.foundation.timeline.record import record

__all__ = ["AlreadyPublished", "BadDocument", "NotReady", "SelfApproval", "draft_version", "publish_version"]


@transaction.atomic
def draft_version(*, document: str | dict[str, Any], actor: Actor, now: datetime) -> Version:
    """Take a policy document (TOML text, or what it reads as) as a draft; a draft of the same number is replaced.

    Raises:
        NotAllowed: without the right.
        BadDocument: with every trouble found, in words.
        AlreadyPublished: that number is the shop's word already.
    """
    demand(actor, "policy.draft_version")
    read = read_document(document)
    there = Version.objects.select_for_update().filter(number=read.number).first()
    if there is not None and there.state == State.PUBLISHED:
        raise AlreadyPublished(read.number)
    if there is not None:
        there.delete()
    version = Version.objects.create(
        number=read.number,
        title=read.title,
        effective_on=read.effective_on,
        author_id=actor.id,
        drafted_at=now,
    )
    _keep(version, read)
    about = {"policy": version.id}
    record(PolicyDrafted(version_id=version.id, number=version.number), actor=actor, at=now, about=about)
    return version


@transaction.atomic
def publish_version(*, number: int, actor: Actor, now: datetime) -> Version:
    """Make a draft the shop's word, for good.

    The first version of a new shop may be set up by the system itself; every later one needs two people.

    Raises:
        NotAllowed: without the right.
        SelfApproval: the author may not approve.
        NotReady: a blank number, an unknown reference, an unfilled template; with all of them, in words.
        AlreadyPublished: nothing to do.
    """
    demand(actor, "policy.publish_version")
    version = Version.objects.select_for_update().get(number=number)
    if version.state == State.PUBLISHED:
        raise AlreadyPublished(number)
    if actor.id == version.author_id and (actor.id or Version.objects.published().exists()):
        raise SelfApproval
    document = document_of(version)
    if troubles := why_not_ready(document):
        raise NotReady(troubles)
    version.state, version.published_at, version.approver_id = State.PUBLISHED, now, actor.id
    version.digest = _digest(document)
    version.save(update_fields=["state", "published_at", "approver_id", "digest"])
    published = PolicyPublished(version_id=version.id, number=number, digest=version.digest)
    record(published, actor=actor, at=now, about={"policy": version.id})
    return version


def _keep(version: Version, read: Document) -> None:
    values = [
        Value(version=version, position=at, **{**value, "amount": _amount(value, read)})
        for at, value in enumerate(read.values)
    ]
    Value.objects.bulk_create(values)
    DecisionRow.objects.bulk_create([DecisionRow(version=version, **row) for row in read.rows])


def _amount(value: Mapping[str, Any], read: Document) -> Any:
    amount = value.get("amount")
    if amount is not None and value["unit"] == "calendar" and not is_blank(amount):
        return written_out(amount, read.effective_on)
    return amount


def _digest(document: Document) -> str:
    text = json.dumps(asdict(document), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
