"""Nothing we keep names one machine or one registry."""

from tests.house.places import FORBIDDEN, kept, naming_places


def test_nothing_kept_names_a_machine_or_a_registry():
    assert naming_places(kept()) == []


def test_a_named_place_is_caught(tmp_path):
    file = tmp_path / "notes.md"
    file.write_text(f"see {FORBIDDEN[0]}main and https://{FORBIDDEN[1]}/simple")
    assert len(naming_places([file])) == 2
