"""What a file really is, told by its bytes; its name is only a hope."""

import re
import zipfile
from io import BytesIO

import puremagic

UNKNOWN = "application/octet-stream"

# What a customer may send, with the ending each is given.
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/heic": ".heic",
    "image/avif": ".avif", "image/tiff": ".tiff", "image/bmp": ".bmp",
    "application/pdf": ".pdf", "text/plain": ".txt", "message/rfc822": ".eml",
    "video/mp4": ".mp4", "video/quicktime": ".mov", "video/webm": ".webm", "video/3gpp": ".3gp",
    "audio/mpeg": ".mp3", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/wav": ".wav", "audio/amr": ".amr",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt", "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}  # fmt: skip
OTHER_NAMES = {
    "image/x-ms-bmp": "image/bmp", "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/heif": "image/heic",
    "audio/x-wav": "audio/wav", "audio/wave": "audio/wav", "audio/mp3": "audio/mpeg", "audio/x-m4a": "audio/mp4",
    "video/x-quicktime": "video/quicktime", "application/ogg": "audio/ogg",
}  # fmt: skip
_OFFICE = {"word/": "wordprocessingml.document", "xl/": "spreadsheetml.sheet"}
_ACTIVE = re.compile(rb"<\s*(?:!doctype\s+html|html|script|svg|iframe|body|\?xml|\?php)", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:From|Received|Return-Path|Message-ID|Date|MIME-Version|Delivered-To):", re.IGNORECASE
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(data: bytes) -> str:
    """The media type of `data`, one of `ENDINGS`, or `UNKNOWN` for anything else or anything that could act."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    for kind in _by_magic(data):
        if kind in ENDINGS and not kind.startswith(("text/", "message/")):
            return kind
    return _kind_of_text(data)


def fitting_name(name: str, kind: str) -> str:
    """`name` without folders, tricks of direction or control, and with the ending that tells the truth."""
    base = re.split(r"[\\/]", name)[-1]
    base = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\"<>|:*?]", "", base).strip(
        " ."
    )
    ending = ENDINGS.get(kind, "")
    stem = (base or "file")[:120]
    if not ending:
        return stem if kind != UNKNOWN or not _runs(stem) else stem + ".bin"
    same = {".jpg": (".jpg", ".jpeg"), ".txt": (".txt", ".csv", ".md", ".log"), ".tiff": (".tif", ".tiff")}
    return stem if stem.lower().endswith(same.get(ending, (ending,))) else stem + ending


def _by_magic(data: bytes) -> list[str]:
    try:
        found = puremagic.magic_string(data[:65_536])
    except (puremagic.PureError, ValueError):
        return []
    return [OTHER_NAMES.get(one.mime_type, one.mime_type) for one in found]


def _kind_of_zip(data: bytes) -> str:
    """An office file without macros; no other archive says what it holds."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind in ENDINGS else UNKNOWN
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return UNKNOWN
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return UNKNOWN
    kinds = [kind for folder, kind in _OFFICE.items() if any(name.startswith(folder) for name in names)]
    return f"application/vnd.openxmlformats-officedocument.{kinds[0]}" if len(kinds) == 1 else UNKNOWN


def _kind_of_text(data: bytes) -> str:
    if _CONTROL.search(data) or _ACTIVE.search(data[:4096]):
        return UNKNOWN
    if _HEADER.match(data):
        return "message/rfc822"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return UNKNOWN
    return "text/plain"


def _runs(name: str) -> bool:
    return name.lower().endswith(
        (".exe", ".com", ".bat", ".cmd", ".js", ".vbs", ".scr", ".html", ".htm", ".svg", ".lnk")
    )
