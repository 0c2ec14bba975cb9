"""`evenhand policy`: the shop's word, from a file to what everybody reads. One member writes it, another publishes it."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from evenhand.domain.policy.actions import (
    AlreadyPublished,
    BadDocument,
    SelfApproval,
    draft_version,
    publish_version,
)
from evenhand.domain.policy.models import Version
from evenhand.domain.policy.queries import published_versions
from evenhand.domain.staff.queries import member_by_email
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.rights import NotAllowed
from evenhand.wiring.roles import permissions_of


class Nobody(Exception):
    """No member works here under this address."""


def draft(words: list[str]) -> int:
    """Read a policy document (TOML) as a draft, in place of a draft of the same number."""
    parser = argparse.ArgumentParser(prog="evenhand policy draft")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--by",
        default="",
        help="who wrote it: a member's e-mail address; may be left out for the first version",
    )
    said = parser.parse_args(words)
    try:
        version = draft_version(
            document=said.file.read_text("utf-8"), actor=author(said.by), now=timezone.now()
        )
    except OSError as trouble:
        return sorry(f"{said.file} cannot be read: {trouble.strerror}.")
    except (BadDocument, AlreadyPublished, NotAllowed, Nobody) as trouble:
        return sorry(why(trouble))
    print(f"Version {version.number}, “{version.title}”, is drafted; it holds from {version.effective_on}.")
    print(
        f"Somebody else publishes it: evenhand policy publish {version.number} --by THEIR@ADDRESS"
        if said.by
        else f"Publish it: evenhand policy publish {version.number}"
    )
    return 0


def publish(words: list[str]) -> int:
    """Make a draft the shop's word, for good."""
    parser = argparse.ArgumentParser(prog="evenhand policy publish")
    parser.add_argument("number", type=int)
    parser.add_argument(
        "--by",
        default="",
        help="who read it and agrees: an owner's e-mail address; may be left out for the first version",
    )
    said = parser.parse_args(words)
    try:
        version = publish_version(number=said.number, actor=author(said.by), now=timezone.now())
    except Version.DoesNotExist:
        return sorry(f"There is no draft of version {said.number}.")
    except (BadDocument, AlreadyPublished, SelfApproval, NotAllowed, Nobody) as trouble:
        return sorry(why(trouble))
    print(
        f"Version {version.number} is the shop's word from {version.effective_on}. Its fingerprint: {version.digest}"
    )
    return 0


def author(email: str) -> Actor:
    """The member with this address and what their role may do; the system itself before there is any policy.

    Raises:
        Nobody: no active member, or none named though a policy is published already.
    """
    if not email and not published_versions():
        return SYSTEM
    person = member_by_email(email) if email else None
    if person is None or not person.active:
        raise Nobody(email)
    return Actor(kind="staff", id=person.id, may=permissions_of(person.role))


def why(trouble: Exception) -> str:
    """What is wrong and how to mend it."""
    match trouble:
        case BadDocument():
            return "Not taken:\n" + "\n".join(f"  {one}" for one in trouble.troubles)
        case AlreadyPublished():
            return "This number is published already, and what is published never changes. Give the document the next number."
        case SelfApproval():
            return "Who wrote a version may not publish it. Another owner reads it and says --by with their own address."
        case NotAllowed():
            return "This member's role may not do that: leads and owners draft, owners publish."
        case _:
            return "Say with --by whose word this is: the e-mail address of somebody who works here."


def sorry(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
