"""What every answer says to the browser about what it may load, frame, remember and pass on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Everything from our own address or not at all: no inline script or style anywhere, no foreign font, picture or frame.
OWN = (
    "script-src",
    "style-src",
    "font-src",
    "connect-src",
    "media-src",
    "frame-src",
    "manifest-src",
    "form-action",
)
NONE = ("default-src", "frame-ancestors", "base-uri")
RULES = [*(f"{what} 'none'" for what in NONE), *(f"{what} 'self'" for what in OWN), "img-src 'self' data:"]
HEADERS = {
    "Content-Security-Policy": "; ".join(RULES),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), interest-cohort=()",
    # Shared computers: the next person's Back button must not show this person's order.
    "Cache-Control": "private, no-store",
}


class SecurityHeaders:
    """Sets each header that the view did not set itself; a view may only be stricter by saying so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
