"""What could be taken for ours, sign by sign; and what could not, however near the alphabet puts it."""

import pytest

from evenhand.domain.channels.rules.lookalikes import decoded, looks_like, skeleton

SHOP = "evenhand-shop.example"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("rnarket", "market"), ("vvatch", "watch"), ("Ｅｖｅｎ", "even"), ("évén", "even"), ("еvеn", "even"),
        ("sh0p", "shop"), ("5h-o_p.", "shop"), ("EVEN", "even"), ("straße", "strasse"),
    ],
)  # fmt: skip
def test_the_eye_reads_it_like_this(typed, seen):
    assert skeleton(typed) == seen


def test_a_host_name_in_machine_spelling_is_read_as_people_see_it():
    machine = "xn--vn-9ia.shop.xn--bcher-kva.example"
    assert decoded(machine).endswith(".shop.bücher.example")
    assert decoded("xn--\udcff.example") == "xn--\udcff.example"
    assert decoded("Plain.Example") == "Plain.Example"


@pytest.mark.parametrize(
    "spelling",
    [
        "evenhand-sh0p.example", "evenhamd-shop.example", "evehnand-shop.example", "evenhands-shops.example",
        "evenhand-shop.example.attacker.test", "www-evenhandshop.example",
    ],
)  # fmt: skip
def test_two_signs_away_or_with_our_name_in_it_could_be_taken_for_ours(spelling):
    assert looks_like(spelling, SHOP)


@pytest.mark.parametrize(
    "spelling", [SHOP, "evenhands-shopping.example", "another.example", "", "oddhands-shop.test"]
)
def test_ours_itself_and_what_is_further_away_could_not(spelling):
    assert not looks_like(spelling, SHOP)


def test_in_a_short_name_one_sign_is_the_most():
    """Up to eight signs: two changed ones make another word, and many words hold a short one."""
    assert looks_like("shopabcf", "shopabcd")
    assert not looks_like("shopabef", "shopabcd")
    assert looks_like("shopabcff", "shopabcde")
    assert looks_like("shopabfff", "shopabcff")
    assert looks_like("shopaefgh", "shopabegh")
    assert not looks_like("my-shopabcd-online", "shopabcd")
    assert looks_like("my-shopabcde-online", "shopabcde")
    assert not looks_like("anything", "")
    assert not looks_like("", "-")
