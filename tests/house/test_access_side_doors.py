"""The ways in beside the pages: the live line, files, the export of a person, and what is left of somebody erased."""

import asyncio
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.db import connections

from evenhand.domain.cases.models import Case
from evenhand.domain.conversations.models import Matter
from evenhand.domain.customers.models import Customer
from evenhand.domain.orders.models import Order
from evenhand.domain.privacy.actions import erase_person
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.live.hub import HUB
from evenhand.foundation.search.find import find_private
from evenhand.foundation.vault.models import SealedRow
from tests.foundation.live.test_stream import Line
from tests.house.test_access_walk import NOTE, ROLES, world
from tests.house.walk import places, visit
from tests.make.customers import customer_actor, make_customer
from tests.make.moments import later
from tests.make.races import apart

__all__ = ["world"]  # the fixture, used by its name
STAFF = {"agent", "bench", "lead", "owner"}


def topics(world) -> dict[str, UUID]:
    """What can be followed of Ines's things."""
    matter = Matter.objects.get(number=world.things["matters"])
    return {
        "matter": matter.pk,
        "order": Order.objects.get(number=world.things["orders"]).pk,
        "case": Case.objects.get(number=world.things["cases"]).pk,
        "return": Return.objects.get(number=world.things["returns"]).pk,
        "customer": matter.customer_id,
    }


async def heard(session: str, side: str, topic: str) -> bool:
    async with Line(f"side={side}&topic={topic}", session) as line:
        return line.status == 200


async def who_hears(sessions: dict[str, str], asked: list[str]) -> set[tuple[str, str, str]]:
    found = set()
    for role, session in sessions.items():
        for side in ("staff", "customer"):
            for topic in asked:
                if await heard(session, side, topic):
                    found.add((role, side, topic.partition(":")[0]))
    await sync_to_async(connections.close_all)()
    return found


@pytest.mark.case(59)
@pytest.mark.django_db(transaction=True)
def test_the_live_line_is_open_to_staff_and_to_whose_thing_it_is(world) -> None:
    kinds = topics(world)
    sessions = {
        role: client.cookies["sessionid"].value if client.cookies else ""
        for role, client in world.clients.items()
    }
    asked = [f"{kind}:{ref}" for kind, ref in kinds.items()] + ["desk"]
    try:
        found = apart(lambda: asyncio.run(who_hears(sessions, asked)))
    finally:
        HUB.close()
    everything = {*kinds, "desk"}
    expected = {(role, "staff", kind) for role in STAFF for kind in everything}
    assert found == expected | {("ines", "customer", kind) for kind in kinds}


@pytest.mark.case(59, 97)
@pytest.mark.django_db
def test_nobody_elses_rows_are_visible_in_any_table(world) -> None:
    eve = make_customer(name="Eve")
    own = {Customer: {eve.pk}}
    for model in tables():
        for actor in (customer_actor(eve), ANYONE):
            seen = set(model.objects.all().visible_to(actor).values_list("pk", flat=True))
            allowed = own.get(model, set()) if actor.is_customer else set()
            assert seen - allowed == set(), f"{model.__name__} to {actor.kind}"
    assert Matter.objects.all().visible_to(SYSTEM).count() >= 1, "the planted rows are there"


def tables() -> list[type[SealedRow]]:
    """Every table that holds something sealed under a person's key."""
    below, found = [SealedRow], []
    while below:
        one = below.pop()
        below += one.__subclasses__()
        if not one._meta.abstract and hasattr(one.objects.all(), "visible_to"):
            found.append(one)
    return found


@pytest.mark.case(59)
@pytest.mark.django_db
def test_of_an_erased_person_no_address_knows_anything(world) -> None:
    ines = Matter.objects.get(number=world.things["matters"]).customer
    erase_person(customer_id=ines.pk, actor=SYSTEM, now=later(days=1), again=True)
    hers = set(world.canaries) - {"Canarymail"}  # a mail in staff's name is nobody's yet
    visits = [visit(world, role, *place) for role in (*ROLES, "ines") for place in places(world)]
    assert [str(one) for one in visits if set(one.seen) & hers] == []
    assert [str(one) for one in visits if one.status >= 500] == []
    for word in (NOTE, "Canarybody", "Canarysubject"):
        assert find_private(word, ("matter", "note")) == []
