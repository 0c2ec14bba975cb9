from uuid import UUID

import pytest
from django.db import connection

from evenhand.foundation.database.ids import new_id
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
    index_private(kind="matter", ref=matter, key=key, text=text, part=part, language=language)
    return part


def found(q: str) -> list[UUID]:
    return [hit.ref for hit in find_private(q, ("matter",))]


def test_words_from_different_messages_of_one_matter_find_it(key) -> None:
    matter, other = new_id(), new_id()
    first = write(key, matter, "Order EH-2026-00017 has arrived")
    second = write(key, matter, "The clasp is broken")
    write(key, other, "The clasp is fine")

    hits = find_private("clasp EH-2026-00017", ("matter",))

    assert [hit.ref for hit in hits] == [matter]
    assert set(hits[0].parts) == {first, second}


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
        index_private(kind="matter", ref=matter, key=key, text=text, part=part)

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
    index_private(kind="return", ref=matter, key=key, text="gone")

    assert found("gone") == []
    assert found("") == []
