"""Writing: everything or nothing, and with an Idempotency-Key once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from evenhand.faces.api.keys import NoToken, TooFast, token_of
from evenhand.faces.api.problems import key_reused, problem
from evenhand.foundation.programs.answers import Asked, KeyReused, begin, give
from evenhand.foundation.programs.models import Answer

LONGEST_KEY = 200
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """For a view that writes: whatever ends in an error leaves nothing behind, and a key's answer is given again.

    Only answers of success are kept: a question that was refused changed nothing and may be asked again.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if len(key) > LONGEST_KEY:
            return problem(422, "idempotency_key_too_long", "An Idempotency-Key has at most 200 signs.")
        with transaction.atomic():
            answer = _answered(request, key, lambda: view(request, *args, **kwargs))
            if answer.status_code >= 400:
                transaction.set_rollback(True)
            return answer

    return wrapped


def _answered(request: HttpRequest, key: str, view: Callable[[], HttpResponse]) -> HttpResponse:
    if not key:
        return view()
    try:
        token = token_of(request)
    except (NoToken, TooFast):
        return view()  # which says so in its own words
    question = b"\n".join([(request.method or "").encode(), request.get_full_path().encode(), request.body])
    try:
        kept, fresh = begin(Asked(token, key, question), timezone.now())
    except KeyReused as why:
        return key_reused(why)
    if not fresh:
        return _again(kept)
    answer = view()
    give(kept, answer.status_code, answer.content.decode())
    return answer


def _again(kept: Answer) -> HttpResponse:
    answer = HttpResponse(kept.body, status=kept.status, content_type="application/json; charset=utf-8")
    answer["Idempotency-Replayed"] = "true"
    return answer
