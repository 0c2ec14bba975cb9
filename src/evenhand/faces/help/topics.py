"""Topics of the Help Center, in the order in which people ask."""

from django.utils.translation import gettext_lazy as _

TOPICS = {
    "order": _("Your order"),
    "delivery": _("Delivery"),
    "returning": _("Sending something back"),
    "claim": _("Broken, wrong or missing"),
    "product": _("Wearing, using, caring"),
    "discount": _("Prices and discounts"),
    "complaint": _("Complaints"),
    "privacy": _("Your data, and proof that it is us"),
    "other": _("About us and the rest"),
}
