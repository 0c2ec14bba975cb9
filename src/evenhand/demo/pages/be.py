"""Being somebody by one click. It stands where a password and a second proof stand in a real shop."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from evenhand.domain.customers.models import Customer
from evenhand.domain.staff.models import Member
from evenhand.foundation.access import sessions


@require_POST
def be_staff(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Sit down at the desk as this member."""
    person = get_object_or_404(Member, pk=member_id, active=True)
    sessions.begin(request, "staff", person.id, timezone.now())
    return redirect("/desk")


@require_POST
def be_customer(request: HttpRequest, customer_id: UUID) -> HttpResponse:
    """Open this customer's own pages, as after a code from their mailbox."""
    person = get_object_or_404(Customer, pk=customer_id)
    sessions.begin(request, "customer", person.id, timezone.now())
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if own else "/orders")
