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
from evenhand.faces.look import catalogue

WRITTEN = {"zh": "zh_Hans", "ar": "ar"}
LANGUAGES = ("en", "zh", "ar", "de", "fr", "es", "ja", "pt")


def test_the_policy_is_ready_to_be_published():
    assert why_not_ready(read_document(policy_text())) == []


def test_every_figure_of_an_article_is_one_of_the_policy():
    known = {value["key"] for value in read_document(policy_text()).values}
    named = {key for page in pages() for _, _, body in page.texts.values() for key in REFERENCE.findall(body)}
    assert named
    assert named <= known


def test_every_page_stands_in_english_chinese_and_arabic():
    for page in pages():
        assert {"en", "zh", "ar"} <= set(page.texts), page.slug


def test_what_a_page_tells_to_choose_is_what_our_own_pages_offer_in_its_language():
    said = {one.id for one in catalogue.said() if isinstance(one.id, str)}
    spoken = {code: {one.id: one.string for one in catalogue.kept(file)} for code, file in WRITTEN.items()}
    told = 0
    for page in pages():
        for label in labels(page.texts["en"][2]):
            told += 1
            assert label in said, (page.slug, label)
            for code, words in spoken.items():
                assert f"**{words[label]}**" in page.texts[code][2], (page.slug, code, label)
    assert told > 8


def labels(body: str) -> list[str]:
    """The bold words of every sentence that says to choose something."""
    sentences = [one for one in re.split(r"(?<=\.)\s", body) if re.search("choose", one, re.IGNORECASE)]
    return [label for one in sentences for label in re.findall(r"\*\*(.+?)\*\*", one)]


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
