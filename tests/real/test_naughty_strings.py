"""Strings that break other programs, through every form of the product and back."""

from html import unescape
from itertools import count
from urllib.parse import quote_plus

import pytest
from django.test import Client

from evenhand.faces.api.app import api
from tests.house.addresses import addresses
from tests.house.walk import World as Walk
from tests.house.walk import places
from tests.real import boxes
from tests.real.naughty import FOLDER, WORST, everything, lines_of, lost_or_doubled, marked, read, strings
from tests.real.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(300)]
needs_sets = pytest.mark.skipif(
    FOLDER is None, reason="naughty-strings is not here (REAL_DATA, or ../shared/data)"
)
sources = (f"10.{number // 250}.{number % 250}.7" for number in count(1))  # nobody is asked to wait
TAKEN = {200, 201, 204, 302, 303}
STOCK = ("Ensure this value", "Null characters", "This field")  # not our words
REFUSED = {400, 401, 403, 404, 409, 410, 413, 422, 429}


@pytest.fixture
def world():
    return World()


def post(world, box, text, fields=None):
    given = {**box.others(world), **dict.fromkeys(fields or box.words, text)}
    sent = "&".join(f"{name}={quoted(value)}" for name, value in given.items())
    kind = "application/x-www-form-urlencoded"
    return world.enter(box.who).post(box.address(world), sent, content_type=kind, REMOTE_ADDR=next(sources))


def quoted(value):
    """As a hostile program would write it: half a sign as its three bytes."""
    return quote_plus(str(value).encode("utf-8", "surrogatepass"))


def test_every_form_is_named():
    """A form is what does not say 405 to a POST from a stranger; a program's is what changes something."""
    walk, stranger = Walk(things={}, canaries=[]), Client()
    pages = {
        name
        for name, path in places(walk)
        if name and not name.startswith("api:") and takes_words(stranger, path)
    }
    assert sorted(pages) == sorted({*boxes.LONG, *boxes.SHORT, *boxes.BUTTONS})
    assert sorted(changes()) == sorted(boxes.API)
    assert {*boxes.ASKED} <= {name for name, _ in addresses()}


def changes():
    """Every operation of the API that is not a look."""
    views = [view for _, router in api._routers for view in router.path_operations.values()]
    return {
        f"api:{one.view_func.__name__}"
        for view in views
        for one in view.operations
        if set(one.methods) - {"GET"}
    }


def takes_words(stranger, path):
    return stranger.post(path).status_code != 405


@needs_sets
@pytest.mark.parametrize("name", boxes.LONG)
def test_every_string_comes_back_letter_for_letter_and_once(world, name):
    box = boxes.LONG[name]
    assert post(world, box, everything(), box.words[:1]).status_code == 302
    for who, page in box.pages(world):
        shown = world.clients[who].get(page)
        assert shown.status_code == 200
        assert lost_or_doubled(shown.content.decode()) == [], f"{who} at {page}"


@pytest.mark.case(48)
@pytest.mark.parametrize("name", {**boxes.LONG, **boxes.SHORT})
def test_the_worst_is_taken_or_refused_in_words_that_help(world, name):
    box = {**boxes.LONG, **boxes.SHORT}[name]
    for what, worst in WORST.items():
        answer = post(world, box, worst)
        assert answer.status_code in TAKEN | REFUSED, what
        page = answer.content.decode()
        if answer.status_code in (200, 422):
            assert "field-error" in page or 'class="errors"' in page, what
            assert not any(stock in page for stock in STOCK), what
            assert box.secret or kept(worst) in unescape(page).replace("\r\n", "\n"), what
        elif answer.status_code == 302:
            assert world.clients[box.who].get(answer["Location"]).status_code in (200, 404), what


def kept(text):
    """What a browser shows again of it; the sign nought is left out at the door."""
    shown = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "")
    return shown.replace("\r\n", "\n").strip()


@needs_sets
@pytest.mark.parametrize("name", boxes.SHORT)
def test_no_string_breaks_a_box_of_one_line(world, name):
    box = boxes.SHORT[name]
    for text in lines_of(3000):
        assert post(world, box, text).status_code in TAKEN | REFUSED


@pytest.mark.case(98)
@needs_sets
@pytest.mark.parametrize("name", boxes.ASKED)
def test_no_string_breaks_a_search(world, name):
    who, path, field = boxes.ASKED[name]
    for text in [
        *lines_of(190),
        *(one for one in WORST.values() if "\ud800" not in one and len(one) < 20_000),
    ]:
        answer = world.clients[who].get(path, {field: text})
        assert answer.status_code in TAKEN
        if answer.status_code == 200:
            assert " ".join(kept(text).split())[:150] in [
                " ".join(one.split())[:150] for one in read(answer.content.decode()).typed
            ]


@pytest.mark.parametrize("name", boxes.API)
def test_no_program_breaks_the_api(world, name):
    verb, path, body = boxes.API[name]
    for what, word in WORST.items():
        given = {key: filled(key, word) if value is None else value for key, value in body.items()}
        answer = world.program.ask(verb, path(world), given)
        assert answer.status_code in TAKEN | REFUSED, what
        assert answer.status_code in TAKEN or answer.json()["code"], what


def filled(key, word):
    return [word] if key.endswith("items") else word


@needs_sets
def test_a_program_reads_what_it_wrote(world):
    said = {"subject": "All", "body": everything(), "email": "ines@post.example"}
    opened = world.program.ask("post", "matters", said).json()
    told = world.program.get(f"matters/{opened['number']}").json()["messages"][0]["body"]
    assert [one for one in enumerate(strings()) if told.count(marked(*one)) != 1] == []
