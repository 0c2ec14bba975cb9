import os
import resource
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from PIL import Image

from evenhand.foundation.access.actors import ANYONE, SYSTEM, Actor
from evenhand.foundation.files import pictures
from evenhand.foundation.files.disk import PIECE, Damaged, path_of
from evenhand.foundation.files.models import StoredFile
from evenhand.foundation.files.store import (
    NotAllowed,
    TooBig,
    drop,
    keep,
    open_file,
    open_shown,
    rekey,
    sweep,
)
from evenhand.foundation.vault.keys import erase_key, new_key
from tests.foundation.files.samples import PDF, bomb, photo_with_place, picture
from tests.make.moments import NOW


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings) -> Path:
    settings.EVENHAND_FILES = tmp_path / "files"
    return settings.EVENHAND_FILES


@pytest.fixture
def key(db):
    return new_key(NOW)


def on_disk() -> list[Path]:
    return [path for path in Path(settings.EVENHAND_FILES).rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", [1, 100, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_is_kept_comes_back_byte_for_byte(key, size: int) -> None:
    data = (b"words and " * (size // 10 + 1))[:size]

    assert open_file(keep(data, key=key, name="a.txt", now=NOW)) == data


@pytest.mark.req("R-003-2.7")
def test_neither_bytes_nor_name_stand_readable_on_disk_or_in_the_row(key) -> None:
    file = keep(b"PLANTED words", key=key, name="Planted-name.txt", now=NOW)

    assert all(b"PLANTED" not in path.read_bytes() for path in on_disk())
    assert "lanted" not in str([path.name for path in on_disk()])
    assert b"Planted" not in bytes(StoredFile.objects.values_list("name", flat=True).get(pk=file.pk).data)
    assert all(path.stat().st_mode & 0o077 == 0 for path in on_disk())


def test_the_shown_copy_is_upright_and_tells_nothing_of_camera_or_place(key) -> None:
    file = keep(photo_with_place(), key=key, name="ring.jpg", now=NOW)
    shown = open_shown(file)

    assert shown is not None
    with Image.open(BytesIO(shown)) as copy:
        assert copy.format == "WEBP"
        assert (copy.width, copy.height) == (40, 80) == (file.width, file.height)
        assert not copy.getexif()
    assert b"SecretCam" not in shown
    assert b"SecretCam" in open_file(file)


def test_a_large_picture_is_shown_smaller(key) -> None:
    file = keep(picture("PNG", (4000, 1000)), key=key, name="wide.png", now=NOW)

    assert (file.width, file.height) == (2048, 512)


def test_a_file_that_is_no_picture_has_no_shown_copy(key) -> None:
    file = keep(PDF, key=key, name="invoice", now=NOW)

    assert open_shown(file) is None
    assert not file.is_image
    assert file.name == "invoice.pdf"


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"<svg onload=x()>", picture("PNG")[:60]])
def test_what_is_empty_unknown_or_broken_is_refused_and_leaves_nothing(key, data: bytes) -> None:
    with pytest.raises(NotAllowed):
        keep(data, key=key, name="x", now=NOW)

    assert on_disk() == []


@pytest.mark.case(52)
def test_a_picture_that_would_fill_the_memory_is_refused(key) -> None:
    with pytest.raises(TooBig):
        keep(bomb(), key=key, name="small.png", now=NOW)


def test_too_many_bytes_are_refused(key) -> None:
    with pytest.raises(TooBig):
        keep(b"12345", key=key, name="a.txt", now=NOW, most_bytes=4)


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", bomb()])
def test_what_came_by_mail_is_kept_whatever_it_is_but_never_shown(key, data: bytes) -> None:
    file = keep(data, key=key, name="setup.exe", now=NOW, anything=True)

    assert open_file(file) == data
    assert open_shown(file) is None
    assert file.name == "setup.exe.bin"


@pytest.mark.parametrize("harm", ["flip", "cut", "swap", "gone"])
def test_a_file_that_was_touched_on_disk_is_not_given_out(key, harm: str) -> None:
    file = keep(b"a" * (PIECE + 10), key=key, name="a.txt", now=NOW)
    other = keep(b"b" * 10, key=key, name="b.txt", now=NOW)
    path = path_of(file.place)
    stored = path.read_bytes()
    changed = {"flip": stored[:-1] + bytes([stored[-1] ^ 1]), "cut": stored[: 10 + PIECE + 16],
               "swap": path_of(other.place).read_bytes(), "gone": b""}  # fmt: skip
    path.write_bytes(changed[harm])

    with pytest.raises(Damaged):
        open_file(file)


def test_a_file_given_to_another_person_outlives_the_first_ones_key(key) -> None:
    file = keep(b"proof", key=key, name="proof.txt", now=NOW)
    heir = new_key(NOW)

    rekey(file, heir)
    erase_key(key.id)

    again = StoredFile.objects.get(pk=file.pk)
    assert open_file(again) == b"proof"
    assert again.name == "proof.txt"


@pytest.mark.django_db(transaction=True)
def test_bytes_are_dropped_only_when_the_row_is_surely_gone() -> None:
    file = keep(b"words", key=new_key(NOW), name="a.txt", now=NOW)
    with transaction.atomic():
        drop(file)
        transaction.set_rollback(True)
    kept = StoredFile.objects.get()
    assert open_file(kept) == b"words"

    drop(kept)

    assert on_disk() == []


@pytest.mark.case(58)
def test_bytes_whose_row_never_came_to_be_are_swept_after_a_day(key) -> None:
    file = keep(b"kept", key=key, name="a.txt", now=NOW)
    orphan = path_of("ab" * 20)
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"left behind")
    for path in on_disk():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    assert sweep(NOW + timedelta(hours=23)) == 0
    assert sweep(NOW + timedelta(hours=25)) == 1
    assert open_file(file) == b"kept"


def test_only_staff_see_files_by_themselves(key) -> None:
    keep(b"words", key=key, name="a.txt", now=NOW)

    assert StoredFile.objects.all().visible_to(SYSTEM).count() == 1
    for actor in (ANYONE, Actor("customer", key.id)):
        assert not StoredFile.objects.all().visible_to(actor)


@pytest.mark.case(52)
def test_a_large_picture_is_unfolded_by_a_child_and_a_child_that_is_stopped_harms_nobody(
    key, monkeypatch
) -> None:
    flat = picture("PNG", (6000, 4000))
    assert keep(flat, key=key, name="wide.png", now=NOW).width == 2048
    monkeypatch.setattr(pictures, "MEMORY", 64 * 1024**2)
    with pytest.raises(NotAllowed):
        keep(flat, key=key, name="wide.png", now=NOW)
    assert keep(picture("PNG"), key=key, name="small.png", now=NOW).width == 64


@pytest.mark.case(52)
@pytest.mark.parametrize("size", [(12_000, 12_000), (50_000_001, 1)])
def test_a_flat_picture_of_few_bytes_and_endless_pixels_is_refused(key, size: tuple[int, int]) -> None:
    small = bomb(*size)
    assert len(small) < 200
    with pytest.raises(TooBig):
        keep(small, key=key, name="small.png", now=NOW)


@pytest.mark.case(52)
def test_of_three_hundred_moving_pictures_the_first_is_unfolded(key) -> None:
    frames = [Image.new("L", (40, 40), shade % 256) for shade in range(300)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    shown = open_shown(keep(out.getvalue(), key=key, name="film.gif", now=NOW))
    assert shown is not None
    with Image.open(BytesIO(shown)) as copy:
        assert getattr(copy, "n_frames", 1) == 1


@pytest.mark.case(124)
def test_what_does_not_fit_on_the_disk_leaves_nothing_and_fits_once_there_is_space(key) -> None:
    small = keep(b"kept", key=key, name="a.txt", now=NOW)
    before = set(on_disk())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))  # the system itself says no
    try:
        with pytest.raises(OSError, match="File too large"), transaction.atomic():
            keep(b"words " * 50_000, key=key, name="b.txt", now=NOW)
        assert open_file(small) == b"kept", "reading goes on"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (StoredFile.objects.count(), set(on_disk())) == (1, before)
    assert open_file(keep(b"words " * 50_000, key=key, name="b.txt", now=NOW)) == b"words " * 50_000
