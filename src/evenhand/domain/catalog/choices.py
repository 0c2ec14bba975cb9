"""What kinds of goods and facts there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductKind(models.TextChoices):
    JEWELLERY = "jewellery", _("Jewellery")
    PERSONAL_CARE = "personal_care", _("Personal care")
    OTHER = "other", _("Other goods")


class FactKind(models.TextChoices):
    """What a stated fact is about."""

    INGREDIENT = "ingredient", _("Ingredients")
    MATERIAL = "material", _("Material")
    STONE = "stone", _("Stones")
    SIZE = "size", _("Size and weight")
    CERTIFICATE = "certificate", _("Certificates")
    CARE = "care", _("Care")
    USE = "use", _("Use")
    SAFETY = "safety", _("Safety")
    ORIGIN = "origin", _("Origin")
    OTHER = "other", _("More")
