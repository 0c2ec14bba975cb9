"""Every word has its Chinese; every word a customer reads has its Arabic; and none lost a placeholder on the way."""

import re

import pytest

from evenhand.faces.look import catalogue

PUBLIC = ("faces/look/", "faces/help/", "faces/shop/")
AT_WORK = ("staff_base.html", "every_piece", "sample", "samples.py")
HELD = re.compile(r"%\((\w+)\)[sd]|\{\{ ?(\w+) ?\}\}")


@pytest.fixture(scope="module")
def said():
    return [one for one in catalogue.said() if one.id]


def translated(language):
    return {(one.id, one.context): one.string for one in catalogue.kept(language) if one.id}


def missing(said, language):
    known = translated(language)
    return [one.id for one in said if not _whole(known.get((one.id, one.context)))]


def _whole(text):
    return all(text) if isinstance(text, tuple | list) else bool(text)


@pytest.mark.req("R-004-5a")
def test_everything_said_has_its_chinese(said):
    assert not missing(said, "zh_Hans")


def test_everything_a_visitor_reads_has_its_arabic(said):
    public = [one for one in said if any(_read_by_visitors(place) for place, _ in one.locations)]
    assert len(public) > 200
    assert not missing(public, "ar")


def _read_by_visitors(place):
    return (
        place.startswith(PUBLIC) and "/timeline/" not in place and not any(part in place for part in AT_WORK)
    )


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_no_translation_lost_or_made_up_a_placeholder(language):
    for (source, _context), text in translated(language).items():
        wanted = held(source if isinstance(source, str) else source[-1])
        for one in [text] if isinstance(text, str) else text:
            # A plural form may leave its number out ("one page"); nothing may be added or misspelt.
            fits = held(one) == wanted if isinstance(source, str) else held(one) <= wanted
            assert not one or fits, f"{source!r} -> {one!r}"


def held(text):
    return {first or second for first, second in HELD.findall(text)}


def test_a_new_word_is_found_in_code_and_template(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "a.py").write_text('x = gettext("In code")\ny = ngettext("one", "many", 2)')
    page = "{% load i18n %}\n  <p>{% translate 'In a tag' %}</p>{% blocktranslate %}In {{ a }} block{% endblocktranslate %}"
    (tmp_path / "templates" / "b.html").write_text(page)
    found = {message for file in catalogue.files(tmp_path) for _, _, message, _ in catalogue.words_of(file)}
    assert found == {"In code", ("one", "many"), "In a tag", "In %(a)s block"}
