"""Every address, by face. More exact faces stand first."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

FACES = {"api": "api/v1/", "desk": "desk", "look": "", "portal": "", "shop": "", "help": ""}

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(f"evenhand.faces.{face}.urls")) for face, prefix in FACES.items()
]
if settings.EVENHAND_DEMO:
    urlpatterns.insert(0, path("demo", include("evenhand.demo.urls")))

handler404 = "evenhand.faces.look.trouble.not_found"
handler500 = "evenhand.faces.look.trouble.broken"
handler403 = "evenhand.faces.look.trouble.not_allowed"
handler400 = "evenhand.faces.look.trouble.not_understood"
