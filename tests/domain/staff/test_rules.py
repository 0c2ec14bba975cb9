"""What makes a password too easy, to the sign."""

import pytest

from evenhand.domain.staff.rules import COMMON, SHORTEST, password_trouble

ANA = ("Ana Ros Lindqvist", "ana.lindqvist@harbour.example")


@pytest.mark.parametrize(
    ("password", "trouble"),
    [
        ("abcdefghijk", "short"), ("zyxwvutsrqpo", ""),
        ("aabbccddaabb", "common"), ("aabbccddeeaa", ""),  # four kinds of signs, then five
        ("Lindqvist12345", "own_name"), ("Lindqvist123456", ""),  # five signs beside the name, then six
        ("harbour.example12345", "own_name"), ("harbour.example123456", ""), ("LINDQVIST12345", "own_name"),
        ("ana.lindqvist.1.2", "own_name"),
        ("rosrosros123", ""), ("anaanaana123", ""),  # names of three letters are in half of all words
    ],
)  # fmt: skip
def test_each_rule_ends_where_it_says(password: str, trouble: str) -> None:
    assert password_trouble(password, personal=ANA) == trouble


def test_a_name_of_four_letters_counts() -> None:
    assert password_trouble("Bergberg12345", personal=("Mina Berg", "x@y.example")) == "own_name"
    assert password_trouble("Bergberg123456", personal=("Mina Berg", "x@y.example")) == ""


@pytest.mark.parametrize("password", sorted(COMMON))
def test_the_most_used_ones_are_refused_in_any_case(password: str) -> None:
    assert password_trouble(password.upper(), personal=()) == "common"
    assert len(password) >= SHORTEST, "a shorter one never gets here"
