import pytest

from evenhand.domain.returns.models import Return
from evenhand.domain.returns.personal import erase, export
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_return

pytestmark = pytest.mark.django_db


def test_a_person_gets_what_they_sent_back_and_it_can_be_erased() -> None:
    publish_demo_policy()
    one, other = make_return(), make_return()

    (told,) = export(one.customer_id)["returns"]

    assert told["words"] == "It is lovely, but too large."
    assert told["lines"] == [{"title": "Silver ring", "quantity": 1}]
    assert erase(one.customer_id) == 1
    assert list(Return.objects.all()) == [other]
