"""What went wrong, as RFC 9457 problem details with a code that never changes."""

from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from ninja.errors import HttpError, ValidationError

from evenhand.domain.customers.actions import AddressIncomplete
from evenhand.domain.orders.actions import OrderNotFound
from evenhand.domain.orders.actions import Refused as OrderRefused
from evenhand.domain.payments.actions import MoneyRefused
from evenhand.domain.returns.actions import ReturnNotFound, ReturnTrouble
from evenhand.faces.api.keys import NoToken, TooFast
from evenhand.faces.api.scopes import ScopeMissing
from evenhand.foundation.access.rights import NotAllowed
from evenhand.foundation.programs.answers import KeyReused


class NotFound(Exception):
    """No such thing, or not for this program: the two are never told apart."""


def problem(status: int, code: str, title: str, **more: Any) -> HttpResponse:
    """One problem. `code` is for programs, `title` for the person who reads the log."""
    body = {"type": f"urn:evenhand:problem:{code}", "status": status, "code": code, "title": title, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def not_found(_: Exception) -> HttpResponse:
    return problem(404, "not_found", "There is no such thing here.")


def refused(why: Any) -> HttpResponse:
    """The shop's policy says no: which rule, and where it stands."""
    title = (type(why).__doc__ or "The policy does not allow this.").strip().splitlines()[0]
    return problem(409, why.code, title, clause=getattr(why, "clause", ""))


def incomplete(why: AddressIncomplete) -> HttpResponse:
    return problem(
        422, why.code, "An address needs a street line, a town and a country.", missing=why.missing
    )


def misshapen(why: ValidationError) -> HttpResponse:
    errors = [{"where": [str(part) for part in one["loc"]], "what": one["msg"]} for one in why.errors]
    return problem(422, "misshapen", "The question is not of the documented shape.", errors=errors)


def unreadable(why: HttpError) -> HttpResponse:
    """Only a body that is no JSON, or holds what no text can, comes here."""
    words = "The body is not readable: send JSON in UTF-8, without U+0000 or half signs, each text under 100,000 characters."
    return problem(why.status_code, "unreadable", words)


def no_token(_: Exception) -> HttpResponse:
    answer = problem(401, "no_token", "A valid token is needed: Authorization: Bearer …")
    answer["WWW-Authenticate"] = "Bearer"
    return answer


def no_scope(why: ScopeMissing) -> HttpResponse:
    return problem(403, "scope_missing", "This token is not for this.", scope=why.scope)


def not_allowed(why: NotAllowed) -> HttpResponse:
    return problem(403, "not_allowed", "This token is not for this.", verb=why.verb)


def too_fast(_: Exception) -> HttpResponse:
    answer = problem(429, "too_fast", "More questions than a minute holds.")
    answer["Retry-After"] = "10"
    return answer


def away(_: Exception) -> HttpResponse:
    """The database does not answer, or somebody holds what is asked for too long."""
    answer = problem(
        503, "away", "We cannot look anything up just now. Ask again, with the same Idempotency-Key."
    )
    answer["Retry-After"] = "30"
    return answer


def key_reused(_: Exception) -> HttpResponse:
    return problem(422, "idempotency_key_reused", "This Idempotency-Key was used for another question.")


ANSWERS: list[tuple[type[Exception], Callable[[Any], HttpResponse]]] = [
    (NotFound, not_found),
    (OrderNotFound, not_found),
    (OrderRefused, refused),
    (MoneyRefused, refused),
    (ReturnTrouble, refused),
    (ReturnNotFound, not_found),
    (AddressIncomplete, incomplete),
    (ValidationError, misshapen),
    (HttpError, unreadable),
    (NoToken, no_token),
    (ScopeMissing, no_scope),
    (NotAllowed, not_allowed),
    (TooFast, too_fast),
    (KeyReused, key_reused),
    (OperationalError, away),
    (InterfaceError, away),
]
