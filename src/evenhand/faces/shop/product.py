"""A product: what it is, what it costs, what is officially known of it and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evenhand.domain.catalog import queries as catalog
from evenhand.domain.catalog.choices import FactKind
from evenhand.domain.policy import queries as policy
from evenhand.faces.look.options import option_words
from evenhand.faces.look.words import policy_language
from evenhand.faces.shop.facts import label_words, value_words
from evenhand.foundation.money.values import Money


@dataclass(frozen=True)
class Known:
    label: str
    words: str
    source: str
    checked_on: date


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    found = catalog.product(slug)
    if found is None:
        raise Http404
    language = policy_language()
    variants = [
        (one, option_words(one.options), Money(one.price_minor, one.currency)) for one in found.variants.all()
    ]
    context = {
        "product": found,
        "name": found.name_in(language),
        "description": found.description_in(language),
        "variants": sorted(variants, key=lambda one: (one[2].minor, one[0].sku)),
        "facts": _grouped(catalog.facts_of(found), language),
        "maker": maker_lines(found.manufacturer),
        "promises": _promised(language),
    }
    return render(request, "shop/product.html", context)


def maker_lines(manufacturer: Mapping[str, Any]) -> list[str]:
    """Who makes it, line by line, in whichever of the usual fields the shop gave."""
    address = manufacturer.get("address") or []
    place = address if isinstance(address, list) else [address]
    place = [line for line in place if line != manufacturer.get("country")]
    reach = [manufacturer.get(key) for key in ("country", "mail", "email", "phone", "url")]
    return [str(line) for line in (manufacturer.get("name"), ", ".join(place), *reach) if line]


def _grouped(facts: Any, language: str) -> list[tuple[str, list[Known]]]:
    """Facts under the heading of their kind, in the order of the kinds."""
    order = list(FactKind.values)
    found = sorted(facts, key=lambda one: (order.index(one.kind), one.label))
    return [
        (
            str(FactKind(kind).label),
            [
                Known(label_words(one.label), value_words(one.value, language), one.source, one.checked_on)
                for one in group
            ],
        )
        for kind, group in groupby(found, key=lambda one: one.kind)
    ]


def _promised(language: str) -> list[str]:
    """What buying here means, in the policy's own words of today."""
    try:
        view = policy.current(timezone.now())
    except policy.NoSuchVersion:
        return []
    keys = ("return.window_days", "guarantee.legal_years", "delivery.dispatch_working_days")
    return [view.text(key, language) for key in keys if key in view.values]
