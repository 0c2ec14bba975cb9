"""Who this page belongs to, and what they may open. Whatever is not theirs is not there."""

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest

from evenhand.domain.conversations import queries as conversations
from evenhand.domain.customers.queries import customer_for
from evenhand.domain.orders import queries as orders
from evenhand.faces.look.reader import read_in_zone
from evenhand.foundation.access.doors import asking

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter
    from evenhand.domain.customers.models import Customer
    from evenhand.domain.orders.models import Order

Found = TypeVar("Found")


def me(request: HttpRequest) -> "Customer":
    """The customer who is asking; from here on the page speaks of time in their zone."""
    person = there(customer_for(asking(request)))
    read_in_zone(request, person.time_zone)
    return person


def my_order(request: HttpRequest, number: str) -> "Order":
    order = there(orders.order_of(asking(request), number))
    read_in_zone(request, order.customer.time_zone)
    return order


def my_order_by_id(request: HttpRequest, order_id: UUID) -> "Order":
    order = there(orders.orders_of(asking(request)).filter(pk=order_id).first())
    read_in_zone(request, order.customer.time_zone)
    return order


def my_matter(request: HttpRequest, number: str) -> "Matter":
    matter = there(conversations.matter(asking(request), number))
    read_in_zone(request, matter.customer.time_zone)
    return matter


def there(found: Found | None) -> Found:
    """What was found.

    Raises:
        Http404: nothing, or somebody else's; the two look the same.
    """
    if found is None:
        raise Http404
    return found
