"""What every story must end with, whatever was killed on its way."""

from collections import Counter
from email import message_from_bytes

from evenhand.domain.payments.models import LedgerEntry, RefundAttempt, RefundDecision
from evenhand.domain.promises.models import Promise
from evenhand.foundation.mail.models import Outgoing


def paid_once(order, minor, bank) -> None:
    """One decision, paid by one transfer, and the books say so."""
    (decision,) = RefundDecision.objects.filter(order_id=order.id)
    assert (decision.minor, bool(decision.paid_at)) == (minor, True)
    attempts = RefundAttempt.objects.filter(decision=decision)
    sent = [line for line in bank.paid() if line.split()[0] in {one.idempotency_key for one in attempts}]
    assert [line.split()[1] for line in sent] == [str(minor)], (
        "the provider was told to pay more or less than once"
    )
    moved = LedgerEntry.objects.filter(decision=decision)
    assert sum(one.minor for one in moved) == 0
    assert len({one.account for one in moved}) == len(moved), "an account moved twice"


def each_letter_once(customer, post, *names) -> None:
    """These letters and no other; the mail server may have had one of them twice, by the same Message-ID."""
    letters = Outgoing.objects.filter(key_id=customer.key_id)
    assert sorted(one.letter for one in letters) == sorted(names)
    taken = Counter(
        message_from_bytes(raw)["Message-ID"] for _, to, raw in post.taken if customer.email in to
    )
    assert len(taken) == len(names), "a letter was lost, or left under two Message-IDs"
    assert max(taken.values()) <= 2


def promises_kept(customer) -> None:
    """Every promise made to this customer was kept, each made once."""
    made = Promise.objects.filter(customer_id=customer.id)
    assert made
    assert not made.filter(kept_at=None, released_at=None).exists(), [
        one.definition for one in made if not one.kept_at
    ]
    assert max(Counter((one.definition, one.subject_id, one.start_entry) for one in made).values()) == 1
