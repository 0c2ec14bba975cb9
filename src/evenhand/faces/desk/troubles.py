"""What went wrong and waits for a person: consequences, jobs, and mails that could not be read. Nothing is dropped silently."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from evenhand.foundation.access.doors import may, staff_only
from evenhand.foundation.backup.events import DrillPassed
from evenhand.foundation.jobs.failed import failed_jobs, retry_failed
from evenhand.foundation.mail.queries import set_aside
from evenhand.foundation.timeline.parked import retry_parked
from evenhand.foundation.timeline.queries import last_of, parked, waiting

PAGE = 100


@require_GET
@staff_only
def troubles(request: HttpRequest) -> HttpResponse:
    context = {
        "parked": parked()[:PAGE], "jobs": failed_jobs(PAGE), "mails": set_aside()[:PAGE],
        "waiting": waiting(), "drilled": last_of(DrillPassed), "nav": "troubles",
    }  # fmt: skip
    return render(request, "desk/trouble/troubles.html", context)


@require_POST
@may("timeline.waive_consequence")
def retry(request: HttpRequest, drawn_id: int) -> HttpResponse:
    return said(request, tried=retry_parked(drawn_id))


@require_POST
@may("timeline.waive_consequence")
def retry_job(request: HttpRequest, job_id: int) -> HttpResponse:
    return said(request, tried=retry_failed(job_id, timezone.now()))


def said(request: HttpRequest, *, tried: bool) -> HttpResponse:
    if tried:
        messages.success(request, _("It is tried again now."))
    else:
        messages.info(request, _("That was taken up already."))
    return redirect("desk:troubles")
