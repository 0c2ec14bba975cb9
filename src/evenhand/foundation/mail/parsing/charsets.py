"""Bytes with a charset label, true or not, become readable text. Never raises."""

import codecs
import re

from evenhand.foundation.mail.parsing.guesses import guessed
from evenhand.foundation.mail.parsing.japanese import decode_iso2022jp

# What senders write -> the codec that also reads what they really send (supersets win: gb18030 reads gb2312 and gbk).
_TRUE_NAMES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb-2312": "gb18030", "cp936": "gb18030", "chinesesimp": "gb18030",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "", "ascii": "", "ansi": "cp1252",
    "ansi_x3.4-1968": "", "unknown-8bit": "", "x-unknown": "", "8bit": "", "default": "", "x-user-defined": "",
    "x-sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949", "big5": "big5hkscs", "x-gbk": "gb18030",
    "unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7", "unicode-1-1-utf-8": "utf-8", "utf8": "utf-8",
    "iso-8859-8-i": "iso8859-8", "iso-8859-6-i": "iso8859-6", "x-mac-roman": "mac-roman", "macintosh": "mac-roman",
    "iso-8859-9": "cp1254", "windows-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874",
}  # fmt: skip
_NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HIGH = re.compile(rb"[\x80-\xff]")
_META = re.compile(rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def clean(text: str) -> str:
    """Text any database, page and JSON takes: controls and lone surrogates replaced, line ends made "\\n"."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x00", "")
    return _UNWANTED.sub("\ufffd", text)


def codec_name(label: str) -> str | None:
    """The codec for a label as found in a mail; "" says "no charset named", None says "never heard of it"."""
    label = label.strip().strip("\"'").lower()
    label = label.removeprefix("cs") if label.startswith("csiso") else label
    if label in _TRUE_NAMES or not label:
        return _TRUE_NAMES.get(label, "")
    for name in (label, label.replace("windows", "cp").replace("cp-", "cp"), label.removeprefix("x-")):
        try:
            found = codecs.lookup(name).name
            "a".encode(found)  # base64 and the like are codecs, but not of texts
        except (LookupError, ValueError):
            continue
        return None if found in _NOT_FOR_MAIL else found
    return None


def decode(data: bytes, label: str = "") -> str:
    """`data` read under `label`; where the label lies, under what the bytes look like."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return clean(data.decode(marked, "replace"))
    return clean(_read(data, codec_name(label) or ""))


def _read(data: bytes, name: str) -> str:
    if name.startswith("iso2022_jp") and not _HIGH.search(data):
        return decode_iso2022jp(data)
    if not name or name.startswith("iso2022_jp"):
        return guessed(data)
    if name == "cp1252":  # the label most often wrong: valid UTF-8 under it is UTF-8
        return _utf8_or(data, name)
    try:
        return data.decode(name)
    except (UnicodeError, ValueError):
        return _repaired(data, name)


def _repaired(data: bytes, name: str) -> str:
    """A label that does not fit: a few bad bytes are replaced, a wholly wrong label is overruled."""
    kept = data.decode(name, "replace")
    return kept if kept.count("\ufffd") <= len(kept) // 50 else guessed(data)


def _utf8_or(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(name, "replace")


def html_label(data: bytes) -> str:
    """The charset an HTML text names for itself, for parts that carry no label."""
    found = _META.search(data[:4_096])
    return found[1].decode("ascii", "ignore") if found else ""
