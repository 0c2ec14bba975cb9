"""What no text can hold is taken out at the door: the sign nought, which nobody sees or types and the database refuses."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

NOUGHT = "\0"


class PlainText:
    """Every box and address that any face reads comes without it; nobody can mend what they cannot see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if NOUGHT in request.path_info:
            raise Http404
        request.GET = without(request.GET)  # type: ignore[assignment] # Django's stub makes it read-only
        if request.method == "POST":
            request.POST = without(request.POST)  # type: ignore[assignment] # as above
        return self.get_response(request)


def without(said: QueryDict) -> QueryDict:
    """The same, itself when there is nothing to take out."""
    if not any(NOUGHT in value for values in said.lists() for value in [values[0], *values[1]]):
        return said
    clean = QueryDict(mutable=True)
    for name, values in said.lists():
        clean.setlist(name.replace(NOUGHT, ""), [value.replace(NOUGHT, "") for value in values])
    return clean
