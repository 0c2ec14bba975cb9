"""Bytes without an honest label: read by their shape."""

import re
import unicodedata

from evenhand.foundation.mail.parsing.japanese import decode_iso2022jp

_LOOKED_AT = 20_000
_COMMON_HANZI = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")  # GB 2312, first level
_PAIR = re.compile(rb"[\xa1-\xfe]{2}")


def guessed(data: bytes) -> str:
    """UTF-8 if it is, ISO-2022-JP if it escapes so, else Japanese, Chinese, Cyrillic or Western by the high bytes."""
    if b"\x1b$" in data:
        return decode_iso2022jp(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= len(data) // 200 and len(data) > 200:
            return text  # UTF-8 cut or spoilt in a few places
    return data.decode(_codec(data[:_LOOKED_AT]), "replace")


def _codec(data: bytes) -> str:
    high = re.findall(rb"[\x80-\xff]+", data)
    if _kana(data, "cp932") > 0.3:
        return "cp932"
    if all(len(run) % 2 == 0 for run in high[:-1]) and _decodes(data, "gb2312"):
        if _kana(data, "euc_jp") > 0.3:
            return "euc_jp"
        pairs = [pair for run in high for pair in _PAIR.findall(run) if pair >= b"\xb0"]
        if pairs and sum(1 for pair in pairs if _COMMON_HANZI.match(pair)) / len(pairs) > 0.6:
            return "gb18030"
    letters = len(re.findall(rb"[A-Za-z]", data))
    cyrillic = len(re.findall(rb"[\xc0-\xff]", data))
    mostly = cyrillic > 4 and cyrillic > 2 * letters and cyrillic > sum(map(len, high)) * 0.9
    return "cp1251" if mostly else "cp1252"


def _kana(data: bytes, codec: str) -> float:
    """Share of kana among what is not ASCII; 0 where the bytes are not that codec's."""
    if not _decodes(data, codec):
        return 0.0
    wide = [letter for letter in data.decode(codec, "ignore") if letter > "\x7f"]
    kana = sum(
        1 for letter in wide if "\u3041" <= letter <= "\u30ff" and unicodedata.category(letter) != "Cn"
    )
    return kana / len(wide) if wide else 0.0


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError as trouble:
        return trouble.start >= _LOOKED_AT - 2  # cut in the middle of a pair
    return True
