"""One box finds a matter by words and by every number that a customer may read out."""

import pytest

from evenhand.faces.desk.rows import FIRST
from tests.make.cases import make_case
from tests.make.conversations import make_matter
from tests.make.policy import publish_demo_policy
from tests.make.returns import make_return

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shop(db):
    publish_demo_policy()


def found(desk, words: str) -> str:
    return desk.get("/desk/find", {"q": words}).content.decode()


@pytest.mark.parametrize("make", [make_case, make_return], ids=["claim", "return"])
def test_the_number_of_a_claim_or_return_finds_its_matter(desk, make):
    one, other = make(), make_matter()
    for typed in (one.number, f"  {one.number.lower()} "):
        page = found(desk, typed)
        assert f"/desk/m/{one.matter.number}?" in page
        assert f"/desk/m/{other.number}?" not in page


def test_the_number_of_a_person_finds_all_their_matters_and_nobody_elses(desk):
    matter, other = make_matter(), make_matter()
    second = make_matter(customer=matter.customer)
    page = found(desk, matter.customer.number)
    assert f"/desk/m/{matter.number}?" in page
    assert f"/desk/m/{second.number}?" in page
    assert f"/desk/m/{other.number}?" not in page


@pytest.mark.parametrize("nobodys", ["C-00000000", "R-00000000", "K-00000000", "zzqq"])
def test_a_number_that_is_nobodys_is_said_to_be_nowhere(desk, nobodys):
    make_matter()
    assert "No matter has these words" in found(desk, nobodys)


def test_a_page_of_results_says_how_to_narrow_them_down(desk):
    for _ in range(26):
        make_matter(body="My clasp is bent " + "x" * FIRST)
    page = found(desk, "clasp")
    assert page.count('class="row-link') == 25
    assert "One more word narrows it down" in page
