"""A member at the desk, signed in, at the real present: pages read the clock."""

from datetime import UTC, datetime

import pytest

from tests.make.staff import make_ready_member, sign_in


@pytest.fixture
def member(db):
    return make_ready_member(name="Mina Berg", now=datetime.now(UTC))


@pytest.fixture
def desk(client, member):
    sign_in(client, member, now=datetime.now(UTC))
    return client


@pytest.fixture
def lead_desk(client, db):
    lead = make_ready_member("lead", name="Ada Holm", now=datetime.now(UTC))
    sign_in(client, lead, now=datetime.now(UTC))
    return client
