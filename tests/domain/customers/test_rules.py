"""What an address must hold, and how somebody is found by name and postcode."""

import pytest

from evenhand.domain.customers.rules import AddressIncomplete, clean_address, name_and_postcode

WHOLE = {
    "line1": " 12 rue des Tables ",
    "city": "Lyon",
    "country": "fr",
    "postcode": "69001",
    "line2": " ",
    "planet": "Earth",
}


def test_known_parts_stay_trimmed_and_the_country_is_two_capitals() -> None:
    assert clean_address(WHOLE) == {
        "line1": "12 rue des Tables",
        "city": "Lyon",
        "country": "FR",
        "postcode": "69001",
    }
    every = dict.fromkeys(("name", "line1", "line2", "city", "region", "postcode", "phone"), "x") | {
        "country": "FR"
    }
    assert clean_address(every) == every


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"line1": " "}, ["line1"]), ({"city": ""}, ["city"]), ({"country": ""}, ["country"]), ({"country": "FRA"}, ["country"]),
        ({"country": "F"}, ["country"]), ({"country": "F1"}, ["country"]), ({"line1": "", "city": None, "country": "?"}, ["line1", "city", "country"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(change: dict[str, str], missing: list[str]) -> None:
    with pytest.raises(AddressIncomplete) as refused:
        clean_address(WHOLE | change)
    assert refused.value.missing == missing
    assert str(refused.value) == ", ".join(missing)


@pytest.mark.parametrize(
    ("name", "postcode", "found"),
    [("  Ana  ROS ", "690 01", "ana ros|69001"), ("ana ros", "69001", "ana ros|69001"), ("Ana", " ", ""), (" ", "69001", ""), ("", "", "")],
)  # fmt: skip
def test_a_name_and_a_postcode_are_one_spelling(name: str, postcode: str, found: str) -> None:
    assert name_and_postcode(name, postcode) == found
