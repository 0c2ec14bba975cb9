"""Errors say how to mend, on top and at the field, and keep what was typed."""

import pytest
from django import forms

from evenhand.faces.look.forms import Form


class Sample(Form):
    name = forms.CharField(label="Your name", help_text="As on the parcel.")
    email = forms.EmailField(label="E-mail")
    why = forms.ChoiceField(label="Why?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    own = forms.CharField(label="Order", required=False, error_messages={"required": "Ours."})
    photo = forms.FileField(label="Photo")
    sure = forms.BooleanField(label="I agree")


@pytest.fixture
def form():
    return Sample({"email": "ada@", "own": "A-1"})


def test_each_error_says_how_to_mend(form):
    assert form.errors["name"] == ["Fill in “Your name”."]
    assert form.errors["email"] == ["Write the address in full, like name@example.com."]
    assert form.errors["why"] == ["Choose an answer to “Why?”."]
    assert form.errors["photo"] == ["Choose a file for “Photo”."]
    assert form.errors["sure"] == ["Tick the box “I agree” to go on."]


def test_words_the_author_chose_stay(form):
    assert form.fields["own"].error_messages["required"] == "Ours."


def test_no_error_uses_a_forbidden_word(form):
    assert "valid" not in str(form.errors).lower()


def test_a_field_shows_label_hint_error_and_what_was_typed(form):
    html = form["name"].as_field_group() + form["email"].as_field_group()
    assert '<label for="id_name">Your name</label>' in html
    assert 'id="id_name_helptext">As on the parcel.' in html
    assert 'id="id_name_error">Fill in “Your name”.' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'value="ada@"' in html
    assert 'aria-invalid="true"' in html


def test_choices_are_a_fieldset_and_what_is_not_needed_says_so(form):
    assert "<legend>Why?</legend>" in form["why"].as_field_group()
    assert "(may stay empty)" in form["own"].as_field_group()
