"""Programs at the API, with a token of their own."""

import json
from uuid import uuid4

from django.test import Client

from evenhand.faces.api.scopes import SCOPES
from evenhand.foundation.programs.tokens import add_token
from tests.make.moments import NOW


class Program:
    """Asks the API with a token for `scopes` (every one, unless said otherwise)."""

    def __init__(self, *scopes: str, **given) -> None:
        self.token, self.words = add_token(name=f"test {uuid4()}", scopes=scopes or SCOPES, now=NOW, **given)
        self.client = Client()

    def ask(self, method: str, path: str, body=None, *, key: str = "", words: str | None = None):
        """The answer to one question."""
        headers = {"Authorization": f"Bearer {self.words if words is None else words}"}
        if key:
            headers["Idempotency-Key"] = key
        data = json.dumps(body) if body is not None else ""
        return self.client.generic(
            method.upper(), f"/api/v1/{path}", data, content_type="application/json", headers=headers
        )

    def get(self, path: str):
        return self.ask("get", path)
