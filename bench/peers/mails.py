"""The mails that every product gets: the same people, the same words, an order number in each subject."""

from random import Random

WORDS = (
    "ring clasp parcel order size silver necklace earring return exchange refund address delivery broken late gift "
    "colour bracelet pearl chain box letter stone polish repair price card photo question answer monday week courier "
    "customs engraving warranty seal bent missing wrong thanks please when where still"
)
PEOPLE = 400
RARE, RARE_ORDER, RARE_NUMBER = (
    "quizzaciously",
    "777123",
    577_123,
)  # words that one mail alone holds; its number


def mail(number: int, *, rare: bool = False) -> bytes:
    """Mail number so-and-so: six lines of fourteen words."""
    chance = Random(number)
    lines = [" ".join(chance.choices(WORDS.split(), k=14)) for _ in range(6)]
    if rare:
        lines[3] += f" {RARE}"
    head = (
        f"From: Person {number % PEOPLE} <person{number % PEOPLE}@post.example>", "To: service@shop.example",
        f"Subject: SO-{200_000 + number} {' '.join(chance.choices(WORDS.split(), k=5))}", f"Message-ID: <m{number}@post.example>",
        "Date: Mon, 16 Nov 2026 09:00:00 +0000", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
    )  # fmt: skip
    return ("\r\n".join(head) + "\r\n\r\n" + "\r\n".join(lines) + "\r\n").encode()
