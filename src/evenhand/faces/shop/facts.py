"""Facts as people read them. Labels of the trade are translated here; an unknown one is shown as it is written."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand.domain.catalog.queries import words_of

LABELS = {
    "alloy": _("Alloy"),
    "fineness": _("Fineness"),
    "plating": _("Plating"),
    "nickel": _("Nickel"),
    "stone": _("Stone"),
    "treatment": _("Treatment"),
    "weight": _("Weight"),
    "length": _("Length"),
    "width": _("Width"),
    "size": _("Size"),
    "diameter": _("Diameter"),
    "inci": _("Ingredients (INCI)"),
    "allergens": _("Allergens"),
    "open_months": _("Good for, once open"),
    "volume": _("Volume"),
    "certificate": _("Certificate"),
    "care": _("Care"),
    "use": _("Use"),
    "warning": _("Warning"),
    "hygiene_seal": _("Sold under a seal"),
    "made_to_order": _("Made for one person"),
    "origin": _("Origin"),
    "country": _("Country"),
}
UNITS = {"months": _("months"), "month": _("months"), "micron": _("micron"), "percent": "%"}


def label_words(label: str) -> str:
    return str(LABELS.get(label, label.replace("_", " ").capitalize()))


def value_words(value: Any, language: str) -> str:
    """`{text}` reads the same everywhere; `{amount, unit}` is a measure; else one text per language."""
    if value is True or value is None:
        return str(_("yes"))
    if value is False:
        return str(_("no"))
    if isinstance(value, Mapping) and value.get("unit") in UNITS:
        value = {**value, "unit": UNITS[value["unit"]]}
    return words_of(value, language)
