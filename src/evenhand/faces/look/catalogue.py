"""The catalogue of words: found in code and templates, kept per language in locale/.

`make words` finds new words and drops those no longer said; it needs no gettext tools. `make setup` compiles.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALE = Path(__file__).resolve().parent / "locale"
LANGUAGES = ("zh_Hans", "ar")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("gettext", "gettext_lazy", "gettext_noop", "_")
KEYWORDS = {
    **dict.fromkeys(NAMES),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
Found = tuple[str, int, str | tuple[str, ...], str | None]


def words_of(file: Path) -> Iterator[Found]:
    """Every translated string of one file: place, line, text (or singular and plural), context."""
    text = file.read_text("utf-8")
    if file.suffix != ".py":
        # What templatize leaves is no Python: only its calls matter, and indents would confuse the reader.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(file)).splitlines())
    place = file.relative_to(ROOT).as_posix()
    found = extract("python", BytesIO(text.encode()), keywords=KEYWORDS)
    for line, message, _comments, context in found:
        if message:
            yield place, line, message if isinstance(message, str) else tuple(message), context


def files(root: Path = ROOT) -> Iterator[Path]:
    """Where words may stand: Python and templates, never tests or data."""
    for file in sorted(root.rglob("*")):
        if file.suffix == ".py" or (file.suffix in (".html", ".txt", ".svg") and "templates" in file.parts):
            yield file


def said() -> Catalog:
    """Everything the program says, in English."""
    catalog = Catalog(project="Evenhand", charset="utf-8", fuzzy=False)
    for file in files():
        for place, _line, message, context in words_of(file):
            catalog.add(message, locations=[(place, 0)], context=context)
    return catalog


def kept(language: str) -> Catalog:
    """What is translated into a language."""
    with source(language).open("rb") as opened:
        return read_po(opened, locale=language)


def source(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def renew() -> None:
    """Bring each language's file up to what is said now. Old translations are kept only where the English is the same."""
    now_said = said()
    for language in LANGUAGES:
        known = kept(language) if source(language).exists() else Catalog(locale=language)
        write(language, {(one.id, one.context): one.string for one in known if one.id}, now_said)


def write(language: str, known: Mapping[Any, Any], now_said: Catalog) -> None:
    """Sorted, and without dates: the file changes only when a word does."""
    catalog = Catalog(
        locale=language,
        project="Evenhand",
        version="1",
        fuzzy=False,
        charset="utf-8",
        creation_date=EPOCH,
        revision_date=EPOCH,
    )
    catalog.header_comment = (
        f"# Evenhand in {language}. Written by people who speak it; `make words` adds what is new."
    )
    for one in now_said:
        if one.id:
            places = [(place, 0) for place, _line in one.locations]
            catalog.add(
                one.id,
                known.get((one.id, one.context)),
                locations=places,
                context=one.context,
                flags=one.flags,
            )
    source(language).parent.mkdir(parents=True, exist_ok=True)
    with source(language).open("wb") as opened:
        write_po(opened, catalog, sort_output=True, include_lineno=False, width=110)


if __name__ == "__main__":
    renew()
