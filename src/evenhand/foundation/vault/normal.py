"""What is compared when two texts are asked to be the same: one spelling per mailbox.

Nothing is folded that a mail server would not fold, so a look-alike (Kelvin sign, full-width letter, soft hyphen)
never meets the account it imitates.
"""

import unicodedata
from string import ascii_lowercase, ascii_uppercase

LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def normal_email(text: str) -> str:
    """The mail address as it is compared: no space around, ASCII letters small, the domain as the name system has it."""
    local, at, domain = _composed(text.strip()).rpartition("@")
    return f"{local.translate(LOWER)}{at}{_normal_domain(domain.translate(LOWER))}"


def _composed(text: str) -> str:
    # NFC joins a letter and its accent, but it also turns the Kelvin sign into K: such a text stays as it is.
    if any(not one.isascii() and unicodedata.normalize("NFC", one).isascii() for one in text):
        return text
    return unicodedata.normalize("NFC", text)


def _normal_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        wire = domain.encode("idna").decode("ascii")
        same = wire.encode("ascii").decode("idna") == domain
    except UnicodeError:
        return domain
    # The name system would quietly turn a look-alike into its original; then it stays as it was typed: a stranger.
    return wire if same else domain
