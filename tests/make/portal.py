"""A customer in their pages."""

import re

from tests.make.jobs import run_jobs
from tests.make.moments import NOW

FIND, CODE = "/orders/find", "/orders/code"


def come_in(client, customer, now=NOW) -> None:
    """Give a test client the session that the right code would have given."""
    moment = now.timestamp()
    session = client.session
    session["customer"] = {
        "id": str(customer.id), "epoch": customer.epoch, "since": moment, "seen": moment, "proved": moment,
    }  # fmt: skip
    session.save()
    client.cookies["sessionid"] = session.session_key


def digits_in(outgoing) -> str:
    """The six digits of a letter."""
    found = re.search(r"^\s+(\d{6})$", outgoing.text, re.MULTILINE)
    assert found, outgoing.text
    return found[1]


def ask_for_code(client, number, email, **more):
    """Ask on the page, and let the letter be written."""
    answer = client.post(FIND, {"number": number, "email": email, **more})
    run_jobs("mail")
    return answer
