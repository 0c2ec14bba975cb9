"""Sealed fields: plain in memory, noise in the database, bound to their row, gone with the key."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.staff.models import Member
from evenhand.foundation.database.ids import new_id
from evenhand.foundation.vault.box import Tampered, seal, unseal
from evenhand.foundation.vault.fields import SealedWithoutRow
from evenhand.foundation.vault.keys import erase_key, forget_key, new_key, open_key
from evenhand.foundation.vault.root import KeyTrouble, make_root_file, root_keys

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def someone(**more: object) -> Member:
    fields = {
        "added_at": NOW,
        "name": "Ines Prado",
        "email": "ines@shop.example",
        "role": "agent",
        "languages": ["es"],
    } | more
    member = Member(key=new_key(NOW), **fields)
    member.save(force_insert=True)
    return member


def raw(member: Member, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM staff_member WHERE id = %s", [member.pk])
        return bytes(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.req("R-003-2.7")
def test_a_name_is_noise_in_the_database_and_plain_in_memory():
    member = someone()
    assert b"Ines" not in raw(member, "name")
    assert Member.objects.get(pk=member.pk).name == "Ines Prado"


@pytest.mark.django_db
def test_a_value_moved_to_another_row_does_not_open():
    one, other = someone(), someone(email="other@shop.example")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE staff_member SET name = %s, key_id = %s WHERE id = %s",
                       [raw(one, "name"), one.key_id, other.pk])  # fmt: skip
    with pytest.raises(Tampered):
        _ = Member.objects.get(pk=other.pk).name


@pytest.mark.req("C-13")
@pytest.mark.django_db
def test_after_erasure_nothing_opens_and_nothing_breaks():
    member = someone()
    stored = raw(member, "name")
    Member.objects.filter(pk=member.pk).delete()
    erase_key(member.key_id)
    assert open_key(member.key_id) is None
    ghost = Member(pk=member.pk, key_id=member.key_id)
    assert Member._meta.get_field("name").opened(ghost, stored) == ""


@pytest.mark.django_db
def test_a_blind_index_finds_the_row_by_any_spelling_of_the_address():
    member = someone()
    field = Member._meta.get_field("email_index")
    assert Member.objects.get(email_index=field.of(" Ines@Shop.example ")).pk == member.pk


@pytest.mark.django_db
def test_a_sealed_column_can_be_added_to_rows_that_exist():
    found = connection.schema_editor().effective_default(Member._meta.get_field("name"))
    assert bytes(getattr(found, "obj", found)) == b""


@pytest.mark.django_db
def test_comparing_or_updating_a_sealed_value_without_its_row_is_refused():
    someone()
    with pytest.raises(SealedWithoutRow):
        Member.objects.filter(name="Ines Prado").first()
    with pytest.raises(SealedWithoutRow):
        Member.objects.update(name="Somebody")


@pytest.mark.django_db
def test_saving_an_unread_row_keeps_what_was_sealed():
    member = someone()
    before = raw(member, "name")
    fresh = Member.objects.get(pk=member.pk)
    fresh.save()
    assert raw(member, "name") == before


@pytest.mark.django_db
def test_a_key_forgotten_in_memory_opens_again_from_the_database():
    member = someone()
    forget_key(member.key_id)
    assert Member.objects.get(pk=member.pk).name == "Ines Prado"


@given(value=st.binary(max_size=500), place=st.text(max_size=40))
def test_what_is_sealed_opens_in_its_place_only(value: bytes, place: str):
    secret = b"k" * 32
    assert unseal(secret, seal(secret, value, place), place) == value
    with pytest.raises(Tampered):
        unseal(secret, seal(secret, value, place), place + "x")


@given(flip=st.integers(min_value=0, max_value=300))
def test_any_changed_bit_is_noticed(flip: int):
    sealed = bytearray(seal(b"k" * 32, b"seven rings", "a.b.c"))
    sealed[flip % len(sealed)] ^= 1 << (flip % 8)
    with pytest.raises(Tampered):
        unseal(b"k" * 32, bytes(sealed), "a.b.c")


def test_ids_sort_by_birth_and_never_repeat():
    ids = [new_id() for _ in range(5000)]
    assert len(set(ids)) == 5000
    assert [one.int >> 80 for one in ids] == sorted(one.int >> 80 for one in ids)


@pytest.mark.case(121)
@pytest.mark.parametrize("mode", [0o640, 0o604])
def test_a_root_key_that_others_may_read_is_refused_with_the_cure(tmp_path: Path, mode: int):
    path = tmp_path / "keys" / "root"
    make_root_file(path)
    path.chmod(mode)
    with pytest.raises(KeyTrouble, match="chmod 600"):
        root_keys(path)


@pytest.mark.case(121)
@pytest.mark.parametrize("content", ["", "r1 zz\n", "r1 abcd\n"])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: str):
    path = tmp_path / "root"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeyTrouble):
        root_keys(path)


def test_the_root_key_of_this_run_is_readable_by_its_owner_alone():
    assert settings.EVENHAND_ROOT_KEY.stat().st_mode & 0o077 == 0
