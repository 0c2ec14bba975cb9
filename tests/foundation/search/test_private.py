from uuid import UUID

import pytest
from django.db import connection

from evenhand.foundation.database.ids import new_id
from evenhand.foundation.search import find
from evenhand.foundation.search.find import find_private
from evenhand.foundation.search.index import drop_private, index_private
from evenhand.foundation.search.models import PrivateEntry
from evenhand.foundation.vault.keys import erase_key, new_key
from tests.make.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    return new_key(NOW)


def write(key, matter: UUID, text: str, language: str | None = None) -> UUID:
    part = new_id()
    index_private(kind="matter", ref=matter, key_id=key.id, texts={part: text}, language=language)
    return part


def found(q: str) -> list[UUID]:
    return [hit.ref for hit in find_private(q, ("matter",))]


def test_words_from_different_messages_of_one_matter_find_it(key) -> None:
    matter, other = new_id(), new_id()
    write(key, matter, "Order EH-2026-00017 has arrived")
    write(key, matter, "The clasp is broken")
    write(key, other, "The clasp is fine")

    hits = find_private("clasp EH-2026-00017", ("matter",))

    assert [hit.ref for hit in hits] == [matter]


@pytest.mark.parametrize("rare", [0, 1])
@pytest.mark.parametrize("windows", [0, 1, 8])
def test_common_words_that_seldom_stand_together_are_found_however_far_back(
    key, monkeypatch, windows, rare
) -> None:
    monkeypatch.setattr(find, "_WINDOW", 3)
    monkeypatch.setattr(find, "_MOST_WINDOWS", windows)
    monkeypatch.setattr(find, "_RARE", rare)
    matter = new_id()
    write(key, matter, "The clasp is broken")
    write(key, matter, "The parcel is late")
    for number in range(20):
        write(key, new_id(), "The clasp is fine" if number % 2 else "The parcel is here")

    assert found("clasp parcel") == [matter]


def test_a_common_word_finds_all_its_things_window_by_window(key, monkeypatch) -> None:
    monkeypatch.setattr(find, "_WINDOW", 3)
    written = [new_id() for _ in range(20)]
    for matter in written:
        write(key, matter, "The clasp is fine")

    assert found("clasp") == written[::-1]


def test_only_texts_of_the_keys_asked_for_are_looked_at(key) -> None:
    own, others = new_key(NOW), new_id()
    matter = new_id()
    write(own, matter, "My ring is bent")
    write(key, others, "My ring is bent")

    assert [hit.ref for hit in find_private("ring", ("matter",), keys={own.id})] == [matter]
    assert find_private("ring", ("matter",), keys=()) == []


def test_the_newest_matter_comes_first(key) -> None:
    old, new = new_id(), new_id()
    write(key, old, "refund")
    write(key, new, "refund")

    assert found("refund") == [new, old]


@pytest.mark.parametrize(
    ("text", "language", "q"),
    [
        ("我想申请退款", "zh", "退款"),
        ("Die Rücksendungen", "de", "Rücksendung"),
        ("Crème abîmée", "fr", "creme"),
    ],
)
def test_every_language_is_found_without_naming_it(key, text: str, language: str, q: str) -> None:
    matter = new_id()
    write(key, matter, text, language)

    assert found(q) == [matter]


@pytest.mark.case(101)
def test_a_text_indexed_again_is_one_entry(key) -> None:
    matter, part = new_id(), new_id()
    for text in ("first words", "second words"):
        index_private(kind="matter", ref=matter, key_id=key.id, texts={part: text})

    assert found("first") == []
    assert found("second") == [matter]
    assert PrivateEntry.objects.count() == 1


def test_no_word_stands_in_the_table(key) -> None:
    write(key, new_id(), "Zanzibarium")
    with connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM search_privateentry e")
        assert "zanzibar" not in str(cursor.fetchall()).lower()


def test_what_belongs_to_an_erased_person_is_not_found(key) -> None:
    write(key, new_id(), "secret wish")

    erase_key(key.id)

    assert found("secret") == []


def test_a_dropped_thing_and_another_kind_are_not_found(key) -> None:
    matter = new_id()
    write(key, matter, "gone")
    drop_private("matter", matter)
    index_private(kind="return", ref=matter, key_id=key.id, texts={matter: "gone"})

    assert found("gone") == []
    assert found("") == []
