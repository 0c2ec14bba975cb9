"""Questions about staff. What proves somebody's identity is asked by the sign-in pages and nobody else."""

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import QuerySet

from evenhand.domain.staff.models import Member, Passkey
from evenhand.foundation.access.actors import Actor
from evenhand.foundation.access.sessions import permissions_of
from evenhand.foundation.vault.keys import open_keys

Person = Member  # what a page holds in its hands; pages do not reach for the table


def member(member_id: UUID) -> Member | None:
    """One member, active or not."""
    return Member.objects.filter(pk=member_id).first()


def standing_of_member(member_id: UUID) -> tuple[int, str] | None:
    """Epoch and role of an active member: asked for each page of the desk, so nothing else is read."""
    return Member.objects.active().filter(pk=member_id).values_list("epoch", "role").first()


def member_for(actor: Actor) -> Member:
    """The member of staff who is asking.

    Raises:
        Member.DoesNotExist: it is not a member.
    """
    if actor.kind != "staff" or actor.id is None:
        raise Member.DoesNotExist
    return Member.objects.active().get(pk=actor.id)


def member_by_email(email: str) -> Member | None:
    return Member.objects.filter(email_index=_email_index(email)).first()


def is_member(email: str) -> bool:
    """Whether this is the address of somebody who works or worked here."""
    return Member.objects.filter(email_index=_email_index(email)).exists()


def members_for(actor: Actor) -> QuerySet[Member]:
    """The active colleagues this actor may see, in the order they joined."""
    return Member.objects.visible_to(actor).active().order_by("added_at", "id")


def another_may(verb: str, but: UUID) -> bool:
    """Whether an active member beside this one holds a verb."""
    roles = Member.objects.active().exclude(pk=but).values_list("role", flat=True).distinct()
    return any(verb in permissions_of(role) for role in roles)


def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Who is who; ids that are nobody's are left out. Two queries however many."""
    found = list(Member.objects.filter(pk__in=set(ids)).only("id", "key", "name"))
    open_keys({one.key_id for one in found})
    return {one.id: one.name for one in found}


def member_with_password(email: str, password: str) -> Member | None:
    """The active member these belong to. Takes the same time for unknown, deactivated and wrong."""
    found = member_by_email(email)
    usable = found is not None and found.active and bool(found.password)
    kept = found.password if found is not None and usable else _nobodys_password()
    right = check_password(password, kept)
    return found if usable and right else None


def passkeys_of(member_id: UUID) -> QuerySet[Passkey]:
    return Passkey.objects.filter(member_id=member_id).order_by("added_at")


def passkey_by_credential(credential_id: bytes) -> Passkey | None:
    return Passkey.objects.filter(credential_id=credential_id).select_related("member").first()


def factors_of(person: Member) -> set[str]:
    """Which second proofs this member has: "totp", "passkey", both or none."""
    totp = {"totp"} if person.totp_confirmed_at else set()
    return totp | ({"passkey"} if person.passkeys.exists() else set())


def _email_index(email: str) -> bytes | None:
    return Member._meta.get_field("email_index").of(email)


@cache
def _nobodys_password() -> str:
    return make_password("nobody's")
