"""`evenhand staff add`: lets somebody in."""

import argparse

from django.utils import timezone

from evenhand.domain.staff.actions import EmailTaken, add_member
from evenhand.domain.staff.choices import Role
from evenhand.domain.staff.queries import member_by_email
from evenhand.faces.desk.links import set_up_link
from evenhand.foundation.access.actors import SYSTEM


def run_command(words: list[str]) -> int:
    """Add a member and print their set-up link. For one without a finished set-up, `--again` prints a new link."""
    parser = argparse.ArgumentParser(prog="evenhand staff add")
    parser.add_argument("email")
    parser.add_argument("--name", default="")
    parser.add_argument("--role", choices=Role.values, default="agent")
    parser.add_argument("--languages", default="en", help="codes, best first: en,de,zh")
    parser.add_argument("--again", action="store_true", help="a new link for somebody who works here already")
    said = parser.parse_args(words)
    try:
        person = member_by_email(said.email) if said.again else add_member(
            email=said.email, name=said.name or said.email.partition("@")[0], role=said.role,
            languages=said.languages.split(","), actor=SYSTEM, now=timezone.now(),
        )  # fmt: skip
    except EmailTaken:
        print(f"{said.email} works here already. A new link: evenhand staff add {said.email} --again")
        return 1
    if person is None or not person.active:
        print(f"Nobody works here under {said.email}.")
        return 1
    print(f"Good for 24 hours, once:\n{set_up_link(person)}")
    return 0
