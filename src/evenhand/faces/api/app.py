"""The API itself: one NinjaAPI, every problem in one shape, the routes by what they are about."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from evenhand.faces.api import aftersales, customers, messages, orders, products, promised
from evenhand.faces.api.keys import Bearer
from evenhand.faces.api.problems import ANSWERS
from evenhand.faces.api.reading import PlainText


def _answer(answer: Callable[[Any], HttpResponse], _: HttpRequest, why: Exception) -> HttpResponse:
    return answer(why)


api = NinjaAPI(
    title="Evenhand",
    version="1",
    description="Orders, matters, returns and refunds of one shop. Errors are RFC 9457 problem details with a stable `code`.",
    urls_namespace="api",
    docs_url=None,
    auth=Bearer(),
    parser=PlainText(),
)
for prefix, module in (
    ("customers", customers),
    ("orders", orders),
    ("", products),
    ("", messages),
    ("", aftersales),
    ("", promised),
):
    api.add_router(prefix, module.router)
for kind, answer in ANSWERS:
    api.add_exception_handler(kind, partial(_answer, answer))
