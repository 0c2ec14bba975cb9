"""Without EVENHAND_DEMO nothing of the demo is there: no address, no line on top of a page."""

import pytest

from tests.make.customers import make_customer
from tests.make.staff import make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/demo", "/demo/letters", "/demo/write"])
def test_the_demos_pages_are_not_there(client, path):
    assert client.get(path).status_code == 404


def test_nobody_is_let_in_by_one_click(client):
    assert client.post(f"/demo/be/staff/{make_member().id}").status_code == 404
    assert client.post(f"/demo/be/customer/{make_customer().id}").status_code == 404
    assert client.get("/desk").status_code == 302


def test_no_page_has_the_demos_line(client):
    assert "demo-ribbon" not in client.get("/help").content.decode()
