"""What can happen to a member of staff."""

from dataclasses import dataclass
from uuid import UUID

from evenhand.foundation.timeline.events import Event


@dataclass(frozen=True, kw_only=True)
class MemberAdded(Event, name="staff.member_added"):
    member_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class RoleChanged(Event, name="staff.role_changed"):
    member_id: UUID
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class MemberDeactivated(Event, name="staff.member_deactivated"):
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class PasswordSet(Event, name="staff.password_set"):
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class FactorAdded(Event, name="staff.factor_added"):
    member_id: UUID
    factor: str


@dataclass(frozen=True, kw_only=True)
class MemberSignedIn(Event, name="staff.signed_in"):
    member_id: UUID
    factor: str
