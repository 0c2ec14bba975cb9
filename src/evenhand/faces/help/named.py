"""Pages with an address of their own that every header or footer names; their words are articles of the shop."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from evenhand.faces.help.reading import page_of, policy_now
from evenhand.faces.look.kept import kept


@require_GET
@kept
def privacy(request: HttpRequest) -> HttpResponse:
    """Privacy Protection: what, where, why, to whom, how long."""
    view = policy_now()
    years = {
        name: view.number_of(f"privacy.keep_{name}_years")
        if view and f"privacy.keep_{name}_years" in view.values
        else None
        for name in ("matters", "invoices")
    }
    return render(request, "help/privacy.html", {**page_of("privacy"), "years": years})


@require_GET
@kept
def about_us(request: HttpRequest) -> HttpResponse:
    """Legal name, office, licence: proof of who we are."""
    return render(request, "help/about_us.html", page_of("about-us"))


@require_GET
@kept
def service_terms(request: HttpRequest) -> HttpResponse:
    """How we serve, and what our people may and may not do."""
    return render(request, "help/read_policy.html", page_of("service-terms"))


@require_GET
@kept
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for everybody, what does not yet, and whom to tell."""
    return render(request, "help/read_article.html", page_of("accessibility"))
