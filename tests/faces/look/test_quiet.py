"""Bookkeeping in a talk: folded, told on asking, and never without words."""

from types import SimpleNamespace

import pytest
from django.template.loader import get_template

from evenhand.faces.look.sentences import QUIET
from tests.make.moments import NOW


@pytest.mark.parametrize("name", sorted(QUIET))
def test_what_happened_by_itself_always_has_words_for_staff(name) -> None:
    event = SimpleNamespace(
        definition="order_question_answered", due_at=NOW, late=False, letter="answer", kind="sent"
    )
    template = get_template(f"look/timeline/{name}.html")

    assert template.render({"reader": "staff", "names": {}, "who": "Evenhand", "event": event}).strip()
