"""One spelling per mailbox, and no look-alike meets the real one."""

import pytest

from evenhand.foundation.vault.normal import normal_email


@pytest.mark.parametrize("typed", ["Ana@Example.org", "  ana@example.org\n", "ANA@EXAMPLE.ORG"])
def test_the_same_mailbox_has_one_spelling(typed: str) -> None:
    assert normal_email(typed) == "ana@example.org"


def test_a_domain_in_its_own_letters_meets_its_wire_form() -> None:
    assert normal_email("ana@bücher.example") == normal_email("ana@xn--bcher-kva.example")


@pytest.mark.parametrize(
    "typed",
    [
        "\u212aim@example.org",
        "kim@e\uff58ample.org",
        "k\u0131m@example.org",
        "kim@exam\u00adple.org",
        "kim@\u212ample.org",
    ],
)
def test_a_look_alike_stays_a_stranger(typed: str) -> None:
    assert normal_email(typed) not in {"kim@example.org", "kim@kmple.org"}


@pytest.mark.parametrize("typed", ["", "@", "no address", "a@b@c", "a@" + "\u00fc" * 300])
def test_no_text_breaks_it(typed: str) -> None:
    assert isinstance(normal_email(typed), str)
