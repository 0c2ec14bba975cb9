"""Every address, by face. More exact faces stand first."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from evenhand.config.state import stands

FACES = {"api": "api/v1/", "desk": "desk", "look": "", "inbox": "", "portal": "", "shop": "", "help": ""}

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(f"evenhand.faces.{face}.urls"))
    for face, prefix in FACES.items()
    if stands(f"evenhand.faces.{face}.urls")
]
if settings.EVENHAND_DEMO and stands("evenhand.demo.urls"):
    urlpatterns.insert(0, path("demo", include("evenhand.demo.urls")))

if stands("evenhand.faces.look.trouble"):
    handler404 = "evenhand.faces.look.trouble.not_found"
    handler500 = "evenhand.faces.look.trouble.broken"
    handler403 = "evenhand.faces.look.trouble.not_allowed"
    handler400 = "evenhand.faces.look.trouble.not_understood"
