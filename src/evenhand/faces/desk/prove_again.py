"""The second proof once more, before large sums, exports and roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from evenhand.domain.staff.queries import member_for
from evenhand.faces.desk.proofs import SecondProof, given, ways
from evenhand.foundation.access import sessions
from evenhand.foundation.access.doors import asking, safe_next, staff_only


@staff_only
def prove_again(request: HttpRequest) -> HttpResponse:
    person, now = member_for(asking(request)), timezone.now()
    form = SecondProof(request.POST or None)
    if request.method == "POST" and given(request, form, person, now):
        sessions.prove_again(request, now)
        return redirect(safe_next(request, "/desk"))
    shown = {"form": form, "ways": ways(request, person), "next": safe_next(request, "/desk")}
    return render(request, "desk/sign_in/prove_again.html", shown)
