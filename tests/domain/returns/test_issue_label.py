import pytest
from django.db import transaction

from evenhand.domain.returns.actions import NotInThisState, NoWayBack, approve_return, issue_label, note_sent
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import keep, open_file
from evenhand.foundation.timeline.queries import entries_about
from tests.make.customers import customer_actor
from tests.make.moments import NOW
from tests.make.policy import publish_demo_policy
from tests.make.races import race
from tests.make.returns import make_return

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def policy(db) -> None:
    publish_demo_policy()


def agreed() -> Return:
    return approve_return(return_id=make_return().id, actor=SYSTEM, now=NOW)


def label_for(one: Return) -> StoredFile:
    return keep(PDF, key=one.key, name="label.pdf", now=NOW)


@pytest.mark.django_db
def test_the_carriers_label_is_kept_with_the_return_and_the_number_stands_on_the_parcel() -> None:
    one = agreed()

    one = issue_label(return_id=one.id, label=label_for(one), actor=SYSTEM, now=NOW)

    assert (one.state, one.send_with, one.label_issued_at) == ("label_issued", one.number, NOW)
    assert open_file(one.label) == PDF
    assert entries_about("return", one.id).last().data == {
        "return_id": str(one.id), "label": True, "again": False,
    }  # fmt: skip
    assert note_sent(return_id=one.id, actor=SYSTEM, now=NOW).state == "in_transit"


@pytest.mark.django_db
def test_an_address_and_a_number_are_enough_where_the_customer_posts_it() -> None:
    one = issue_label(
        return_id=agreed().id, send_to=" 4 Quay Street\nGalway ", send_with="GLW-7", actor=SYSTEM, now=NOW
    )

    one.refresh_from_db()
    assert (one.label, one.send_to, one.send_with) == (None, "4 Quay Street\nGalway", "GLW-7")


@pytest.mark.django_db
def test_nothing_to_send_it_with_is_no_label() -> None:
    one = agreed()
    with pytest.raises(NoWayBack):
        issue_label(return_id=one.id, send_to="  ", actor=SYSTEM, now=NOW)
    one.refresh_from_db()
    assert one.state == "approved"


@pytest.mark.django_db
def test_only_an_agreed_return_gets_one_and_only_from_staff() -> None:
    asked = make_return()
    with pytest.raises(NotInThisState):
        issue_label(return_id=asked.id, send_to="Here", actor=SYSTEM, now=NOW)
    approve_return(return_id=asked.id, actor=SYSTEM, now=NOW)
    with pytest.raises(NotAllowed):
        issue_label(return_id=asked.id, send_to="Here", actor=customer_actor(asked.customer), now=NOW)


@pytest.mark.django_db
def test_a_wrong_label_is_replaced_and_its_file_is_gone() -> None:
    one = agreed()
    wrong = issue_label(return_id=one.id, label=label_for(one), actor=SYSTEM, now=NOW).label

    issue_label(return_id=one.id, label=label_for(one), again=True, actor=SYSTEM, now=NOW)

    assert not StoredFile.objects.filter(pk=wrong.pk).exists()
    assert StoredFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_one_at_once_one_is_told() -> None:
    one = agreed()

    def press(number, barrier):
        barrier.wait()
        return issue_label(return_id=one.id, send_to=f"Door {number}", actor=SYSTEM, now=NOW)

    ended = race(2, press)
    assert sorted(type(each).__name__ for each in ended) == ["NotInThisState", "Return"]


@pytest.mark.django_db(transaction=True)
def test_control_who_looks_without_holding_it_overwrites_the_other() -> None:
    one = agreed()

    def careless(number, barrier):
        found = Return.objects.get(pk=one.id)
        barrier.wait()
        with transaction.atomic():
            assert found.state == "approved"
            found.send_to, found.state = f"Door {number}", "label_issued"
            found.save(update_fields=["send_to", "state"])
        return found

    assert [type(each).__name__ for each in race(2, careless)] == ["Return", "Return"]
