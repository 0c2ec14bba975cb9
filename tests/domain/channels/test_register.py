import pytest

from evenhand.domain.channels.actions import NotAContact, register_contact_point, retire_contact_point
from evenhand.domain.channels.models import ContactPoint
from evenhand.domain.channels.queries import contact_point, contact_points
from evenhand.foundation.access.actors import ANYONE, SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.timeline.queries import entries_about
from tests.make.channels import make_contact_point
from tests.make.moments import NOW, later

pytestmark = pytest.mark.django_db


def test_the_register_lists_what_is_ours_now_in_its_order():
    second = make_contact_point("phone", position=2)
    first = make_contact_point("mail", position=1)
    gone = make_contact_point("fax", position=0)
    retire_contact_point(point=gone, actor=SYSTEM, now=NOW)
    assert list(contact_points()) == [first, second]
    assert contact_point("fax") is None


def test_the_same_number_in_another_spelling_is_the_same_point():
    one = make_contact_point("phone", "+353 20 910 0123")
    two = make_contact_point("phone", "00353-20-9100123", languages=["en"])
    assert one == two
    assert ContactPoint.objects.get().languages == ["en"]


def test_what_was_retired_can_be_taken_up_again():
    point = make_contact_point("mail")
    retire_contact_point(point=point, actor=SYSTEM, now=NOW)
    retire_contact_point(point=point, actor=SYSTEM, now=later(days=1))
    assert ContactPoint.objects.get().retired_on == NOW.date()
    make_contact_point("mail", now=later(days=3))
    assert contact_points().get().retired_on is None
    names = [entry.name for entry in entries_about("contact_point", point.id)]
    assert names == ["channels.registered", "channels.retired", "channels.registered"]


@pytest.mark.parametrize(
    ("kind", "address"), [("mail", "care"), ("phone", "call me"), ("web", "nowhere"), ("post", " , ")]
)
def test_what_is_no_address_is_not_registered(kind, address):
    with pytest.raises(NotAContact):
        make_contact_point(kind, address)


def test_only_who_may_changes_the_register():
    point = make_contact_point("mail")
    with pytest.raises(NotAllowed):
        register_contact_point(kind="mail", address="a@b.example", label={}, actor=ANYONE, now=NOW)
    with pytest.raises(NotAllowed):
        retire_contact_point(point=point, actor=ANYONE, now=NOW)
