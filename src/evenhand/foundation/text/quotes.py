"""What is new in a mail, and what only repeats. The customer's own words are never folded away on a guess."""

from dataclasses import dataclass, field

from evenhand.foundation.text.lines import Kind, kinds_of

# A signature longer than this is probably not one.
_LONGEST_SIGNATURE = 15
_NO_WORDS = {Kind.EMPTY, Kind.RULE, Kind.SENT_FROM}


@dataclass
class _Mail:
    lines: list[str]
    kinds: list[Kind]
    folded: set[int] = field(default_factory=set)

    def fold(self, start: int, end: int) -> None:
        self.folded.update(range(start, end))

    def has(self, kind: Kind, start: int, end: int | None = None) -> bool:
        return kind in self.kinds[start:end]

    def part(self, *, folded: bool) -> str:
        chosen = [line for i, line in enumerate(self.lines) if (i in self.folded) is folded]
        return "\n".join(chosen).strip("\n").rstrip()


def fold_quotes(text: str) -> tuple[str, str]:
    """`(fresh, quoted)`: what the writer wrote this time, and the rest: earlier mail, signature, device line.

    Every line of `text` is in one of the two, in its order. When everything looks quoted (a bare forward),
    everything is fresh: an empty message would hide what was sent.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    mail = _Mail(lines, kinds_of(lines))
    _fold_earlier_mail(mail)
    _fold_signature(mail)
    _fold_trailing(mail)
    if not any(kind is Kind.TEXT and i not in mail.folded for i, kind in enumerate(mail.kinds)):
        mail.folded.clear()
    return mail.part(folded=False), mail.part(folded=True)


def _fold_earlier_mail(mail: _Mail) -> None:
    """Go from marker to marker; fold to the end at the first that has words before it and none of the
    writer's after.
    """
    top = here = 0
    while (marker := _next_marker(mail, here)) is not None:
        here = _end_of_marker(mail, marker)
        if _answers_below(mail, here):
            mail.fold(marker, here)
            if not mail.has(Kind.TEXT, top, marker):
                _fold_leading_quote(mail, here)
        elif mail.has(Kind.TEXT, top, marker):
            mail.fold(marker, len(mail.lines))
            return
        else:
            mail.fold(marker, here)
            top = here


def _next_marker(mail: _Mail, start: int) -> int | None:
    markers = (Kind.ANNOUNCED, Kind.ORIGINAL)
    return next((i for i in range(start, len(mail.kinds)) if mail.kinds[i] in markers), None)


def _end_of_marker(mail: _Mail, marker: int) -> int:
    end = marker
    while end < len(mail.kinds) and mail.kinds[end] is mail.kinds[marker]:
        end += 1
    return end


def _answers_below(mail: _Mail, start: int) -> bool:
    """Whether quoted lines follow and, after some of them, words again that are no signature: answers in
    between.
    """
    seen_quote = False
    for kind in mail.kinds[start:]:
        if kind in {Kind.SIGNATURE, Kind.ORIGINAL}:
            return False
        if kind is Kind.TEXT:
            return seen_quote
        seen_quote = seen_quote or kind is Kind.QUOTE
    return False


def _fold_leading_quote(mail: _Mail, start: int) -> None:
    """One quotation on top and the answer under it: the quotation is folded. Several are kept, they give the
    answers sense.
    """
    first_text = next(i for i in range(start, len(mail.kinds)) if mail.kinds[i] is Kind.TEXT)
    if not mail.has(Kind.QUOTE, first_text):
        mail.fold(start, first_text)


def _fold_signature(mail: _Mail) -> None:
    """From a line of two hyphens (RFC 3676) to the end, unless so much follows that it cannot be a signature."""
    for i, kind in enumerate(mail.kinds):
        if kind is not Kind.SIGNATURE or i in mail.folded or not mail.has(Kind.TEXT, 0, i):
            continue
        after = [k for j, k in enumerate(mail.kinds[i:], i) if j not in mail.folded and k is Kind.TEXT]
        if len(after) <= _LONGEST_SIGNATURE:
            mail.fold(i, len(mail.lines))
            return


def _fold_trailing(mail: _Mail) -> None:
    """Quotation, rules and device lines that close the writer's part."""
    for i in reversed(range(len(mail.lines))):
        if i in mail.folded:
            continue
        if mail.kinds[i] not in _NO_WORDS | {Kind.QUOTE, Kind.SIGNATURE}:
            return
        if mail.lines[i].strip():
            mail.folded.add(i)
