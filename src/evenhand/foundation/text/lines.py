"""What each line of a plain-text mail is: text, quotation, the announcement of one, a header, a rule, a
signature.
"""

import re
import unicodedata
from enum import StrEnum

from evenhand.foundation.text.quote_words import (
    HEADERS,
    OPENERS,
    ORIGINAL_MESSAGE,
    PRONOUNS,
    SENT_FROM,
    WROTE,
)


class Kind(StrEnum):
    """One letter each, so that a whole mail is a short string that reads like the mail."""

    EMPTY = "e"
    TEXT = "t"
    QUOTE = "q"
    ANNOUNCED = "b"  # "On ... wrote:"
    ORIGINAL = "o"  # "-----Original Message-----", or the first of several mail headers
    RULE = "d"
    SIGNATURE = "g"  # "-- "
    SENT_FROM = "s"


_WORDS = "|".join(re.escape(w) for w in sorted(WROTE, key=len, reverse=True))
_wrote = re.compile(rf"(?:{_WORDS})(?:\(a\))?", re.IGNORECASE)
_spaced_wrote = re.compile(rf"(?<![^\W_])(?:{_WORDS})(?![a-z])", re.IGNORECASE)
_said_by_pronoun = re.compile(rf"(?<!\w)(?:{'|'.join(PRONOUNS)})\s*(?:{_WORDS})", re.IGNORECASE)
_opens_dated = rf"^[*\s]*(?:(?:{'|'.join(map(re.escape, OPENERS))})(?![a-zà-ž])|\d|[^\W\d_]{{2,4}}[.,]+ ?\d"
_dated_opening = re.compile(_opens_dated + ")", re.IGNORECASE)
_opening = re.compile(_opens_dated + r"|.{0,80}<[^<>\s]*@?)", re.IGNORECASE)
_address = re.compile(r"[^\s<>()\"]+@[^\s<>()\"]+\.\w+")
_clock = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|\d{1,2}\s?[ap]\.?m\b|[上下]午\s*\d", re.IGNORECASE)
_year = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{2}")
_gmail_stub = re.compile(r"^\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)\S* ")
_originals = "|".join(re.escape(w) for w in ORIGINAL_MESSAGE)
_original = re.compile(
    rf"^[\s>*]*[-_—=]{{2,}}[\s\u00a0]*(?:&nbsp;)?(?:{_originals})(?:&nbsp;)?[\s\u00a0]*:?[-_—=]*[\s*]*$"
    r"|^\s*begin forwarded message:\s*$",
    re.IGNORECASE,
)
_header = {
    kind: re.compile(rf"^[\s>*|]*(?:{'|'.join(map(re.escape, words))})[\s*|]*[:：|]\**\s*\S?", re.IGNORECASE)
    for kind, words in HEADERS.items()
}
_rule = re.compile(r"^\s*([-_—–*#~=+])\1+\s*$|^\s*[-_—*#~=+]{5,}\s*$")
_signature = re.compile(r"^\s{0,2}--\s*$")
_sent_from = re.compile(rf"^[\s\W]*(?:{'|'.join(SENT_FROM)})\W*$", re.IGNORECASE)
_shapes = {
    Kind.ORIGINAL: _original,
    Kind.SIGNATURE: _signature,
    Kind.RULE: _rule,
    Kind.SENT_FROM: _sent_from,
}
_fence = re.compile(r"^\s*(```|~~~)")


def kinds_of(lines: list[str]) -> list[Kind]:
    """One kind per line. Lines inside a fenced block of code are text, whatever they look like."""
    kinds: list[Kind] = []
    fenced = False
    while len(kinds) < len(lines):
        here = len(kinds)
        fence = bool(_fence.match(lines[here]))
        opens = fence and not fenced and any(_fence.match(line) for line in lines[here + 1 :])
        if fenced or opens:
            kinds.append(Kind.TEXT)
            fenced = opens or not fence
        elif length := _announcement(lines, here):
            kinds.extend([Kind.ANNOUNCED] * length)
        elif length := _mail_headers(lines, here):
            kinds.extend([Kind.ORIGINAL] * length)
        else:
            kinds.append(_kind(lines[here]))
    return kinds


def _kind(line: str) -> Kind:
    if not _visible(line):
        return Kind.EMPTY
    if line.lstrip().startswith(">"):
        return Kind.QUOTE
    return next((kind for kind, shape in _shapes.items() if shape.match(line)), Kind.TEXT)


def _visible(line: str) -> bool:
    """Whether a line shows anything: Gmail leaves a lone `ᐧ` behind, others leave formatting characters."""
    return any(unicodedata.category(c) not in {"Cf", "Zs", "Cc"} and c != "ᐧ" for c in line)


def _mail_headers(lines: list[str], here: int) -> int:
    """How many lines of mail headers begin here, with wrapped ones.

    "From" must be joined by a subject and another, or by two others and an address: "From: Berlin, To: Paris"
    is a customer's list, not a mail.
    """
    if not _header["from"].match(lines[here]):
        return 0
    others: set[str] = set()
    last = here
    for i, line in enumerate(lines[here + 1 : here + 12], here + 1):
        found = {kind for kind, shape in _header.items() if shape.match(line)}
        last = i if found else last
        others |= found - {"from", "more"}
        if not line.strip() and i - last > 1:
            break
    enough = 2 if _address.search(" ".join(lines[here : last + 1])) or "subject" in others else 4
    return last - here + 1 if len(others) >= enough else 0


def _announcement(lines: list[str], here: int) -> int:
    """How many lines from here say "On ... somebody wrote:"; 0 for none. Long ones are wrapped, over five
    lines at most.
    """
    first = lines[here].strip()
    if not first or first.startswith(("<", ">", "mailto:")) or not _opening.match(first):
        return 0
    for length in range(1, 7):
        window = lines[here : here + length]
        if length > len(window) or (length > 1 and not _continues(window)):
            return 0
        if _announces(" ".join(part.strip() for part in window)):
            later = (i for i in range(1, length) if _dated_opening.match(window[i]))
            if any(_announcement(lines, here + i) for i in later):
                return 0
            return 0 if _only_reported(window, lines[here + length :]) else length
    return 0


def _continues(window: list[str]) -> bool:
    """A wrapped announcement has no gap, save before an address in brackets."""
    last, before = window[-1].strip(), window[-2].strip()
    if not last:
        return len(window) < 5
    return bool(before) or last.startswith(("<", "mailto:", "["))


def _announces(line: str) -> bool:
    if len(line) > 350:
        return False
    if _gmail_stub.match(line):
        return True
    if not line.rstrip(" *_").endswith((":", "：")):
        return False
    dated = bool(_clock.search(line) and (_year.search(line) or _wrote.search(line)))
    addressed = bool(_address.search(line))
    wrote = bool(_spaced_wrote.search(line) or re.search(r"[写寫]道|書いた|書きました|작성", line))
    return (wrote and (dated or addressed)) or (dated and addressed)


def _only_reported(window: list[str], after: list[str]) -> bool:
    """ "At 10:30 you wrote:" may be the customer's own sentence; it announces a quotation only when one
    follows.
    """
    if not _said_by_pronoun.search(" ".join(window)):
        return False
    following = next((line for line in after if line.strip()), "")
    return not following.lstrip().startswith(">")
