"""What every page of the desk asks first: which matter, which view; always through the member who asks."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from evenhand.domain.conversations import queries as conversations
from evenhand.domain.conversations.choices import View
from evenhand.foundation.access.doors import asking

if TYPE_CHECKING:
    from evenhand.domain.conversations.models import Matter


def matter_or_404(request: HttpRequest, number: str) -> "Matter":
    """The matter, if this member may see it.

    Raises:
        Http404: there is none for them.
    """
    found = conversations.matter(asking(request), number)
    if found is None:
        raise Http404
    return found


def view_of(request: HttpRequest) -> str:
    """The view of the queue the member is in; an unknown one is the open one."""
    wanted = request.POST.get("view") or request.GET.get("view") or ""
    return wanted if wanted in View.values else View.OPEN.value


def back_to(request: HttpRequest, matter: "Matter") -> HttpResponse:
    """Show the matter again, in the view the member came from."""
    return redirect(f"/desk/m/{matter.number}?view={view_of(request)}")
