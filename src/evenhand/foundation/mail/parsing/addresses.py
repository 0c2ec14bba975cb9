"""From, To and friends. Lists as people's programs write them: commas in names, comments, nothing between < and >."""

import re

from evenhand.foundation.mail.parsing import limits
from evenhand.foundation.mail.parsing.parsed import Address
from evenhand.foundation.mail.parsing.words import line_of

# One token of a list: quoted text, comment, address in angles, encoded word, separator, or anything else.
_TOKEN = re.compile(
    rb'"(?:[^"\\]|\\.){0,500}"|\((?:[^()\\]|\\.){0,500}\)|<[^<>]*>?|=\?[^?\s]+\?[BbQq]\?[^?]*\?=|[,;]|[^",;()<=]+|.',
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\s@]+@[^\s@]+")


def addresses(values: list[bytes]) -> tuple[Address, ...]:
    """Every mailbox in the fields, in order; groups are opened; empty entries are left out."""
    found: list[Address] = []
    for value in values:
        for entry in _entries(value[: limits.ADDRESS_BYTES]):
            mailbox = _mailbox(entry)
            if mailbox and (mailbox.address or mailbox.name):
                found.append(mailbox)
            if len(found) >= limits.ADDRESSES:
                return tuple(found)
    return tuple(found)


def sender(values: list[bytes], spare: list[bytes]) -> Address:
    """Whom the mail says it is from: the first From with an address, else the first of `spare` (Reply-To, Sender), else nobody."""
    written = addresses(values)
    known = [mailbox for mailbox in (*written, *addresses(spare)) if mailbox.address]
    return next(
        (mailbox for mailbox in known if "@" in mailbox.address),
        next(iter(known or written), Address(address="")),
    )


def _entries(value: bytes) -> list[list[bytes]]:
    """The tokens of each list entry."""
    entries: list[list[bytes]] = [[]]
    for token in _TOKEN.findall(value):
        if token in (b",", b";"):
            entries.append([])
        elif token.rstrip().endswith(b":") and b"@" not in token and not entries[-1]:
            continue  # the name of a group
        else:
            entries[-1].append(token)
    return [entry for entry in entries if b"".join(entry).strip()]


def _mailbox(tokens: list[bytes]) -> Address | None:
    angle = next((token for token in reversed(tokens) if token.startswith(b"<")), None)
    comments = [token[1:-1] for token in tokens if token.startswith(b"(")]
    rest = b"".join(token for token in tokens if not token.startswith((b"<", b"(")))
    if angle is not None:
        name = _unquoted(rest) or _named(comments)
        return Address(address=line_of(angle.strip(b"<> \t\r\n")), name=name)
    written = line_of(rest)
    if _PLAIN.fullmatch(written) or not comments:
        return Address(address=written, name=_named(comments))
    return Address(address=written, name=_named(comments)) if written else None


def _named(comments: list[bytes]) -> str:
    return line_of(comments[-1])[: limits.NAME] if comments else ""


def _unquoted(value: bytes) -> str:
    """The display name without its quotes and backslashes."""
    bare = re.sub(rb'"((?:[^"\\]|\\.)*)"', lambda found: re.sub(rb"\\(.)", rb"\1", found[1]), value.strip())
    return line_of(bare).strip(" \"'")[: limits.NAME]
