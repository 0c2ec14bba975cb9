"""The demo's files say what they must, in every language they promise."""

import re

import pytest

from evenhand.demo.chance import Dice
from evenhand.demo.people import MAILBOXES, make_people
from evenhand.demo.photos import photo_of
from evenhand.demo.reading import pages, policy_text, table
from evenhand.demo.words import SHARES
from evenhand.domain.policy.rules.document import read_document
from evenhand.domain.policy.rules.ready import why_not_ready
from evenhand.domain.policy.rules.view import REFERENCE

LANGUAGES = ("en", "zh", "ar", "de", "fr", "es", "ja", "pt")


def test_the_policy_is_ready_to_be_published():
    assert why_not_ready(read_document(policy_text())) == []


def test_every_figure_of_an_article_is_one_of_the_policy():
    known = {value["key"] for value in read_document(policy_text()).values}
    named = {key for page in pages() for _, _, body in page.texts.values() for key in REFERENCE.findall(body)}
    assert named
    assert named <= known


def test_articles_stand_in_english_and_chinese_and_policies_in_arabic_too():
    for page in pages():
        wanted = {"en", "zh", "ar"} if page.kind == "policy" else {"en", "zh"}
        assert wanted <= set(page.texts), page.slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_write_about_everything_in_eight_languages(language):
    threads = table(f"matters/{language}")["threads"]
    assert len(threads) >= 12
    assert set(SHARES) == {thread["key"] for thread in threads}


def test_care_products_state_their_ingredients_and_jewellery_its_metal():
    everything = table("products")
    for one in everything["products"]:
        if one["kind"] == "jewellery":
            assert any("alloy" in everything["materials"][name] for name in one["materials"]), one["slug"]
        if one["kind"] == "personal_care" and one["draw"] != "brush":
            assert re.match(r"[A-Z].*,", one["facts"]["inci"]["text"]), one["slug"]


def test_nobody_of_the_demo_has_a_mailbox_that_could_be_real():
    people = make_people(Dice(1), 200)
    assert {one.email.rpartition("@")[2] for one in people} <= set(MAILBOXES)
    assert len({one.email for one in people}) == 200


def test_the_same_seed_makes_the_same_people_and_photos():
    assert make_people(Dice(7), 20) == make_people(Dice(7), 20)
    assert photo_of(Dice(7), "jewellery") == photo_of(Dice(7), "jewellery")
