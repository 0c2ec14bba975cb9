"""Who works in the demo shop, as actors."""

from datetime import datetime, timedelta
from uuid import UUID

from evenhand.demo.chance import Dice
from evenhand.demo.reading import table
from evenhand.domain.staff.actions import add_member
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.wiring.roles import permissions_of


class Team:
    """The members of staff, found by role and language."""

    def __init__(self, members: list[Member]) -> None:
        self.members = members
        self.by_id = {one.id: one for one in members}

    def actor(self, member: Member) -> Actor:
        return Actor("staff", member.id, permissions_of(member.role), member.role)

    def holding(self, role: str) -> Actor:
        return self.actor(next(one for one in self.members if one.role == role))

    def speaking(self, dice: Dice, language: str) -> Member:
        """An agent who reads this language best, else one of those who read it at all."""
        readers = [one for one in self.members if language in one.languages and one.role in ("agent", "lead")]
        first = [one for one in readers if one.languages[0] == language]
        return dice.choice(first or readers)

    def name(self, member_id: UUID) -> str:
        return self.by_id[member_id].name


def hire(now: datetime) -> Team:
    """Everybody in the shop's file, two years ago."""
    then = now - timedelta(days=730)
    return Team(
        [
            add_member(
                email=one["email"],
                name=one["name"],
                role=one["role"],
                languages=one["languages"],
                actor=SYSTEM,
                now=then,
            )
            for one in table("shop")["staff"]
        ]
    )
