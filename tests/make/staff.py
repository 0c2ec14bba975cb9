"""Members of staff, made through the real verbs."""

from itertools import count

import pyotp

from evenhand.domain.staff.actions import add_member, confirm_totp, enrol_totp, set_password
from evenhand.domain.staff.models import Member
from evenhand.foundation.access.actors import SYSTEM, Actor
from evenhand.foundation.access.sessions import permissions_of
from tests.make.moments import NOW

PASSWORD = "a quiet harbour at dawn"
_numbers = count(1)


def make_member(role="agent", *, email=None, name="Mina Berg", languages=("en",), now=NOW) -> Member:
    """Somebody who was added and has not set anything up yet."""
    email = email or f"mina{next(_numbers)}@shop.example"
    return add_member(email=email, name=name, role=role, languages=languages, actor=SYSTEM, now=now)


def make_ready_member(role="agent", **given) -> Member:
    """Somebody with a password (`PASSWORD`) and a confirmed authenticator app."""
    now = given.get("now", NOW)
    person = make_member(role, **given)
    set_password(member_id=person.id, password=PASSWORD, actor=SYSTEM, now=now)
    secret = enrol_totp(member_id=person.id, actor=SYSTEM, now=now)
    assert confirm_totp(member_id=person.id, code=totp_code(secret, now), actor=SYSTEM, now=now)
    person.refresh_from_db()
    return person


def totp_code(secret: str, now) -> str:
    """What the member's app shows at `now`."""
    return pyotp.TOTP(secret).at(now)


def staff_actor(person: Member) -> Actor:
    """The actor this member is while signed in."""
    return Actor("staff", person.id, permissions_of(person.role), person.role)


def sign_in(client, person: Member, now=None) -> None:
    """Give a test client the session that the sign-in pages would have given."""
    moment = (now or NOW).timestamp()
    session = client.session
    session["staff"] = {
        "id": str(person.id),
        "epoch": person.epoch,
        "since": moment,
        "seen": moment,
        "proved": moment,
    }
    session.save()
    client.cookies["sessionid"] = session.session_key
