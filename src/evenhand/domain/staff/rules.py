"""What makes a password too easy (NIST SP 800-63B: length and known lists, no character classes)."""

from collections.abc import Sequence

SHORTEST = 12
# The most used passwords that are long enough to pass the length rule; shorter ones never get here.
COMMON = frozenset(
    {
        "password1234", "password12345", "123456789012", "1234567890123", "qwertyuiop12", "qwertyuiop123", "iloveyou1234",
        "administrator", "letmeinplease", "changemenow1", "welcome12345", "passwordpassword", "123123123123", "111111111111",
        "000000000000", "abcdefghijkl", "abcd12345678", "1q2w3e4r5t6y", "1qaz2wsx3edc", "qwerty123456", "aaaaaaaaaaaa",
    }
)  # fmt: skip


def password_trouble(password: str, *, personal: Sequence[str]) -> str:
    """Why this password would be guessed: "short", "common", "own_name", or "" when it is fine."""
    plain = password.casefold()
    if len(password) < SHORTEST:
        return "short"
    if plain in COMMON or len(set(plain)) < 5:
        return "common"
    parts = {part.casefold() for text in personal for part in text.replace("@", " ").split() if len(part) > 3}
    rest = plain
    for part in sorted(parts, key=len, reverse=True):  # "ana.berg" before "berg", or half of it would be left
        rest = rest.replace(part, "")
    return "own_name" if len(rest) < 6 else ""
