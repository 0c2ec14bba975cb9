import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.foundation.files.kinds import ENDINGS, UNKNOWN, fitting_name, kind_of
from tests.foundation.files.samples import MP4, PDF, archive, picture, word_document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (picture("GIF"), "image/gif"),
        (picture("WEBP"), "image/webp"),
        (picture("BMP"), "image/bmp"),
        (PDF, "application/pdf"),
        (MP4, "video/mp4"),
        (b"just words\nand more", "text/plain"),
        ("中文".encode(), "text/plain"),
        (b"From: a@b.example\r\nSubject: x\r\n\r\nhello", "message/rfc822"),
        (word_document(), DOCX),
    ],
)
def test_a_file_is_known_by_its_bytes(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.case(49)
@pytest.mark.parametrize(
    "data",
    [
        b"<html><script>alert(1)</script>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x7fELF\x02\x01\x01",
        archive(**{"evil.exe": b"MZ"}),
        word_document(**{"word__vbaProject.bin": b"macro"}),
        b"\x00\x01\x02\x03",
    ],
)
def test_what_could_act_or_hide_something_is_unknown(data: bytes) -> None:
    assert kind_of(data) == UNKNOWN


@given(st.binary(max_size=400))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    assert kind_of(data) in {UNKNOWN, *ENDINGS}


@pytest.mark.parametrize(
    ("name", "kind", "fitting"),
    [
        ("photo.JPG", "image/jpeg", "photo.JPG"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\Users\\me\\ring.png", "image/png", "ring.png"),
        ("invoice.pdf.exe", "application/pdf", "invoice.pdf.exe.pdf"),
        ("ring\u202egpj.exe", "image/jpeg", "ringgpj.exe.jpg"),
        ("", "image/png", "file.png"),
        ("report.html", UNKNOWN, "report.html.bin"),
        ("照片.jpg", "image/jpeg", "照片.jpg"),
        ("a\r\nSet-Cookie: x.txt", "text/plain", "aSet-Cookie x.txt"),
    ],
)
def test_a_name_is_made_to_tell_the_truth(name: str, kind: str, fitting: str) -> None:
    assert fitting_name(name, kind) == fitting
