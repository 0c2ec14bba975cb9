"""Customers read plain words, and every letter can be read without HTML."""

from tests.house.tree import SOURCE
from tests.house.wording import bad_words, one_legged_letters, spoken, unwelcome


def test_no_forbidden_word_reaches_a_customer():
    assert list(unwelcome(SOURCE / "faces")) == []


def test_every_letter_has_both_legs():
    assert one_legged_letters(SOURCE / "faces") == []


def test_forbidden_words_are_caught(tmp_path):
    page = tmp_path / "portal" / "page.html"
    page.parent.mkdir()
    page.write_text(
        "{# a ticket #}{% url 'portal:ticket' as x %}<button type='submit' class='process'>{% translate \"Submit\" %}</button>"
        "<p>Thank you!</p><input placeholder='Invalid thing'><p>{{ portal }} a != b</p>"
    )
    (page.parent / "forms.py").write_text('ticket = _("Your RMA number")\nother = dict(a="oops")\n')
    assert [line.split()[-1] for line in unwelcome(tmp_path)] == ["Submit", "Invalid", "u!", "RMA"]


def test_innocent_words_pass():
    assert bad_words(spoken("<p>The processor of your data; a tickety-boo slab, 3 != 4</p>")) == []


def test_a_letter_with_one_leg_is_caught(tmp_path):
    folder = tmp_path / "letters" / "templates" / "letters"
    folder.mkdir(parents=True)
    for name in ("both.html", "both.txt", "lonely.html", "_head.html", "base.html"):
        (folder / name).touch()
    assert [line.rsplit("/", 1)[-1] for line in one_legged_letters(tmp_path)] == ["lonely"]
