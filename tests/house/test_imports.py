"""No clock in the domain, no words in the foundation, no signals anywhere, no writing in questions."""

from tests.house.imports import SIGNALS, clock_readers, importing, loose_verbs, writing_queries
from tests.house.tree import SOURCE

WORDS = ("django.utils.translation", "gettext")

# Ways out of the house. One that is needed gets a client of its own in connectors/, which refuses inward addresses.
WAYS_OUT = (
    "http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "ftplib", "imaplib", "poplib", "telnetlib", "xmlrpc",
    "websockets", "socket", "paramiko", "smtplib",
)  # fmt: skip
LETTERS = {"evenhand/foundation/mail/smtp.py", "evenhand/config/doctor.py"}


def test_nothing_leaves_the_house_but_letters_to_the_mail_server():
    found = importing(SOURCE, *WAYS_OUT)
    assert [line for line in found if line.partition(":")[0].removeprefix("src/") not in LETTERS] == []


def test_the_domain_never_reads_the_clock():
    assert clock_readers(SOURCE / "domain") == []


def test_nobody_listens_to_signals():
    assert importing(SOURCE, *SIGNALS) == []


def test_the_foundation_has_no_words_for_people():
    found = importing(SOURCE / "foundation", *WORDS)
    assert [line for line in found if "/choices.py:" not in line] == [], (
        "labels of codes may have words, nothing else"
    )


def test_questions_never_write():
    assert writing_queries(SOURCE / "domain") == []


def test_verbs_are_one_transaction_and_told_the_time():
    assert list(loose_verbs(SOURCE / "domain")) == []


def test_the_demo_is_imported_by_nobody():
    others = [folder for folder in SOURCE.iterdir() if folder.is_dir() and folder.name != "demo"]
    found = [line for folder in others for line in importing(folder, "evenhand.demo")]
    assert [line for line in found if "/config/" not in line] == []


def test_sins_are_caught(tmp_path):
    (tmp_path / "queries.py").write_text(
        "def thing(id):\n    Row.objects.filter(id=id).delete()\n    known.update(a=1)\n"
    )
    (tmp_path / "actions.py").write_text(
        "def by_place(order, *, now): ...\n"
        "@transaction.atomic\ndef timeless(*, order):\n    record(order)\n"
        "def torn(*, order, now):\n    order.save()\n"
        "@transaction.atomic\ndef fine(*, order, actor, now): ...\n"
        "def _private(order): ...\n"
    )
    (tmp_path / "clock.py").write_text(
        "from django.utils import timezone\nfrom django.db.models.signals import post_save\n"
        "from django.utils.translation import gettext as _\nt = timezone.now()\nd = datetime.now(UTC)\nf = clock.now\n"
    )
    assert len(writing_queries(tmp_path)) == 1
    assert [line.split()[1] for line in loose_verbs(tmp_path)] == ["by_place:", "timeless:", "torn:"]
    assert len(clock_readers(tmp_path)) == 2
    assert len(importing(tmp_path, *SIGNALS)) == 2
    assert importing(tmp_path, *WORDS)
    (tmp_path / "fetch.py").write_text("import urllib.request\nimport requests\nimport urllib.parse\n")
    assert len(importing(tmp_path, *WAYS_OUT)) == 2
