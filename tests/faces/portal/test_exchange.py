"""Several things exchanged at once, each for its own; what it costs more is told before, asked for, and seen when paid."""

import pytest

from evenhand.domain.payments.actions import note_payment
from evenhand.domain.payments.models import AskedPayment
from evenhand.domain.returns.actions import send_replacement
from evenhand.domain.returns.models import Return
from evenhand.foundation.access.actors import SYSTEM
from evenhand.foundation.mail.models import Outgoing
from evenhand.wiring.settle import settle
from tests.make.catalog import make_product, make_variant
from tests.make.customers import make_customer
from tests.make.moments import NOW
from tests.make.orders import line, make_delivered_order
from tests.make.payments import make_capture
from tests.make.policy import publish_demo_policy
from tests.make.portal import come_in
from tests.make.returns import accepted, make_exchange, make_paid_order
from tests.make.wizard import Way

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop(time_machine):
    time_machine.move_to(NOW, tick=False)
    publish_demo_policy()


def text(response):
    return response.content.decode()


def walk(client, way, answers):
    """Two rings and a chain, exchanged."""
    way.start(0, 1)
    for step, said in (
        ("reason", {"reason": "changed_mind"}),
        ("condition", {"opened": "no"}),
        ("words", {}),
        ("outcome", {"outcome": "exchange"}),
        ("replacement", answers),
    ):
        way.say(step, **said)
    return text(way.see("check"))


def test_each_of_several_items_becomes_its_own_and_the_sum_is_told_before(client):
    ines = make_customer()
    come_in(client, ines)
    ring, chain = make_product(), make_product()
    rings = [make_variant(ring, price=4900, options={"size": size}) for size in ("52", "54", "56")]
    chains = [make_variant(chain, price=price, options={"length": str(price)}) for price in (3000, 3900)]
    order = make_delivered_order(ines, lines=[line(rings[0], quantity=2), line(chains[0])])
    make_capture(order, minor=2 * 4900 + 3000)
    way = Way(client, order)
    first, second = (one.id for one in way.lines)
    chosen = {
        f"new_{first}_0": rings[1].id,
        f"new_{first}_1": rings[2].id,
        f"new_{second}_0": chains[1].id,
    }

    page = walk(client, way, chosen)
    assert "You pay €9.00 more" in page
    assert "costs €9.00 more" in text(way.see("replacement"))
    way.confirm()

    one = Return.objects.get()
    became = {
        (row.order_line_id, row.replacement_id, row.quantity, row.each_minor) for row in one.lines.all()
    }
    assert became == {
        (first, rings[1].id, 1, 0), (first, rings[2].id, 1, 0), (second, chains[1].id, 1, 900),
    }  # fmt: skip
    assert one.difference_minor == 900


def test_one_unit_left_without_a_choice_is_asked_for_again(client):
    ines = make_customer()
    come_in(client, ines)
    product = make_product()
    bought, other = make_variant(product), make_variant(product)
    way = Way(client, make_delivered_order(ines, lines=[line(bought, quantity=2)])).send_back(
        outcome="exchange"
    )
    assert way.say("replacement", **{f"new_{way.lines[0].id}_0": str(other.id)}).status_code == 422
    assert way.confirm()["Location"].endswith("/replacement")


def test_the_customer_follows_the_difference_and_the_new_parcel(client):
    order = make_paid_order()
    come_in(client, order.customer)
    dearer = make_variant(order.lines.get().variant.product, price=5800, options={"size": "50"})
    one = accepted(make_exchange(order, variant=dearer))
    settle(NOW)

    page = text(client.get(f"/returns/{one.number}"))
    assert "With you" in page
    assert "€9.00" in page
    assert "bank transfer" in page
    assert "€9.00" in Outgoing.objects.get(letter="payment_asked").text

    note_payment(asked_id=AskedPayment.objects.get().id, proof="slip 4", actor=SYSTEM, now=NOW)
    send_replacement(return_id=one.id, carrier="dhl", tracking="JD0147", actor=SYSTEM, now=NOW)
    settle(NOW)

    page = text(client.get(f"/returns/{one.number}"))
    assert "paid, thank you" in page
    assert "JD0147" in page
    assert "JD0147" in text(client.get(f"/orders/{order.number}"))
    assert "JD0147" in Outgoing.objects.get(letter="replacement_sent").text


def test_no_exchange_is_offered_where_nothing_can_be_chosen_in_the_order_s_money(client):
    ines = make_customer()
    come_in(client, ines)
    order = make_delivered_order(ines, lines=[line(make_variant(price=4900))], currency="SEK")
    page = text(Way(client, order).send_back().see("outcome"))
    assert "Choose: Money back" in page
    assert "Choose: Another one in exchange" not in page
    assert "This is not possible for all the items you chose." in page
