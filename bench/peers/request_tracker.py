"""Request Tracker 5 from Debian's packages, unpacked into a folder: nothing is installed, nothing outside is touched."""

import re
import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from bench.peers.copies import FIRST_THOUSAND, SEVERAL_OPEN, STEP, Rows, copy_rows, renumbered
from bench.peers.mails import RARE, RARE_ORDER
from bench.peers.place import Browser, Cannot, Server, free_port, run
from bench.peers.product import LIST, OPEN, PART, WORD, Product, Work, only

PACKAGES = ("request-tracker5", "rt5-db-postgresql", "starman")
NOT_NEEDED = re.compile(
    r"exim4|perl-doc|dbconfig"
)  # a mail server, manuals, questions asked while installing
# Its own places, written into its programs; they are moved to where we unpack them.
PLACES = re.compile(r"/(usr/share|usr/local/share|etc|var/lib|var/cache)/request-tracker5")
SITE = """
Set($rtname, 'peers.example'); Set($Organization, 'peers.example');
Set($WebDomain, '127.0.0.1'); Set($WebPort, {port}); Set($WebBaseURL, 'http://127.0.0.1:{port}');
Set($CorrespondAddress, 'service@shop.example'); Set($CommentAddress, 'notes@shop.example');
Set($DatabaseType, 'Pg'); Set($DatabaseHost, '{socket}'); Set($DatabaseName, '{database}');
Set($DatabaseUser, 'evenhand'); Set($DatabasePassword, '');
Set($MailCommand, 'sendmailpipe'); Set($SendmailPath, '{sink}');
Set($LogToSyslog, undef); Set($LogToSTDERR, 'error');
Set(%FullTextSearch, Enable => 1, Indexed => 1, Column => 'ContentIndex', Table => 'AttachmentsIndex');
1;
"""
RIGHTS = """
use lib '{lib}'; use RT; RT::LoadConfig(); RT::Init();
my $all = RT::Group->new(RT->SystemUser); $all->LoadSystemInternalGroup('Everyone');
my $queue = RT::Queue->new(RT->SystemUser); $queue->Load('General');
$all->PrincipalObj->GrantRight(Right => $_, Object => $queue) for qw(CreateTicket ReplyToTicket);
"""
TICKETS = f"(SELECT id FROM tickets WHERE subject {FIRST_THOUSAND})"
ROLES = f"(SELECT id FROM groups WHERE domain = 'RT::Ticket-Role' AND instance IN {TICKETS})"
SAID = f"(SELECT id FROM transactions WHERE objecttype = 'RT::Ticket' AND objectid IN {TICKETS})"
# Copied from the leaves to the root: what says which rows are the first ones is copied last.
COPIED = [
    Rows("attachmentsindex", f"id IN (SELECT id FROM attachments WHERE transactionid IN {SAID})", ("id",)),
    Rows("attachments", f"transactionid IN {SAID}", ("id", "transactionid"), (
        ("parent", f"CASE WHEN parent > 0 THEN parent + copy * {STEP} ELSE 0 END"),)),
    Rows("transactions", f"objecttype = 'RT::Ticket' AND objectid IN {TICKETS}", ("id", "objectid")),
    Rows("transactions", f"objecttype = 'RT::Group' AND objectid IN {ROLES}", ("id", "objectid")),
    Rows("cachedgroupmembers", f"groupid IN {ROLES}", ("id", "groupid", "via", "immediateparentid"), (
        ("memberid", f"CASE WHEN memberid = groupid THEN memberid + copy * {STEP} ELSE memberid END"),)),
    Rows("groupmembers", f"groupid IN {ROLES}", ("id", "groupid")),
    Rows("principals", f"id IN {ROLES}", ("id",)),
    Rows("groups", f"id IN {ROLES}", ("id", "instance")),
    Rows("tickets", f"id IN {TICKETS}", ("id", "effectiveid"), (
        ("subject", renumbered("subject")), ("status", f"CASE WHEN copy > {SEVERAL_OPEN} THEN 'resolved' ELSE status END"))),
]  # fmt: skip


class RequestTracker(Product):
    name = "Request Tracker"
    how = "mail by its rt-mailgate, two at a time, as a mail server runs it; letters out to a sink; full-text index set up"

    def install(self) -> None:
        self.root, self.secret = self.folder / "root", secrets.token_urlsafe(20)
        self.unpack()
        libraries = self.root / "usr/lib/x86_64-linux-gnu"
        perl = [self.root / "usr/share/perl5", *libraries.glob("perl5/5.*")]
        self.env = {"PERL5LIB": ":".join(map(str, perl)), "LD_LIBRARY_PATH": str(libraries)}
        self.port, sink, word = free_port(), self.folder / "sink", self.folder / "word"
        sink.write_text("#!/bin/sh\nexec cat >/dev/null\n")
        sink.chmod(0o700)
        site = SITE
        for name, value in (
            ("port", self.port),
            ("socket", self.socket),
            ("database", self.label),
            ("sink", sink),
        ):
            site = site.replace("{" + name + "}", str(value))
        (self.root / "etc/request-tracker5/RT_SiteConfig.pm").write_text(site)
        word.write_text(self.secret)
        self.perl(
            "usr/sbin/rt-setup-database-5", "--action", "init", "--skip-create", "--root-password-file", word
        )
        word.unlink()
        self.perl(
            "usr/sbin/rt-setup-fulltext-index-5", "--noask", "--dba", "evenhand", "--dba-password", "none"
        )
        lib = str(self.root / "usr/share/request-tracker5/lib")
        run("perl", "-e", RIGHTS.replace("{lib}", lib), env=self.env)

    def unpack(self) -> None:
        """Fetch what is missing on this machine and unpack it; the fetched packages are kept for the next run."""
        for program in ("apt-get", "dpkg", "perl"):
            if shutil.which(program) is None:
                message = f"there is no {program}: Request Tracker comes from Debian's packages"
                raise Cannot(message)
        fetched = self.folder / "packages"
        if not fetched.exists():
            # It only says what it would do.
            plan = run("apt-get", "install", "-s", "--no-install-recommends", *PACKAGES)
            missing = {line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")}
            names = sorted(name for name in missing.union(PACKAGES) if not NOT_NEEDED.match(name))
            part = self.folder / "packages.part"
            part.mkdir(exist_ok=True)
            run("apt-get", "download", *names, cwd=part)
            part.rename(fetched)
        if self.root.exists():
            shutil.rmtree(self.root)
        for package in sorted(fetched.glob("*.deb")):
            run("dpkg", "-x", package, self.root)
        self.version = next(fetched.glob("request-tracker5_*")).name.split("_")[1]
        self.move()

    def move(self) -> None:
        """Its programs name their places; now they name ours."""
        for folder in ("usr/share/request-tracker5", "usr/sbin", "usr/bin"):
            for file in (self.root / folder).rglob("*"):
                if (
                    file.is_file()
                    and not file.is_symlink()
                    and file.suffix not in (".po", ".ttf", ".png", ".js")
                ):
                    self.move_in(file)
        for place in (
            "var/cache/request-tracker5/mason_data",
            "var/cache/request-tracker5/session_data",
            "var/lib/request-tracker5",
        ):
            (self.root / place).mkdir(parents=True, exist_ok=True)

    def move_in(self, file: Path) -> None:
        text = file.read_bytes().decode("latin-1")
        moved = PLACES.sub(lambda found: f"{self.root}{found[0]}", text)
        if moved != text:
            file.write_bytes(moved.encode("latin-1"))

    def perl(self, program: str, *words: object, stdin: bytes = b"") -> str:
        return run("perl", self.root / program, *words, env=self.env, stdin=stdin)

    def start(self) -> None:
        words: list[object] = [
            "perl", self.root / "usr/share/request-tracker5/libexec/rt-server", "--server", "Starman", "--host", "127.0.0.1",
            "--port", self.port, "--workers", 2,
        ]  # fmt: skip
        log = self.folder / "log"
        self.server = self.stack.enter_context(
            Server(words, ports=(self.port,), log=log, env=self.env, cwd=self.folder)
        )
        self.browser = Browser(self.port)
        self.browser.get("/")
        self.browser.post("/NoAuth/Login.html", **{"user": "root", "pass": self.secret})

    def take_in(self, mails: list[bytes]) -> None:
        with ThreadPoolExecutor(2) as two:
            list(two.map(self.gate, mails))

    def gate(self, mail: bytes) -> None:
        words = ("--url", f"http://127.0.0.1:{self.port}/", "--queue", "General", "--action", "correspond")
        self.perl("usr/bin/rt-mailgate-5", *words, stdin=mail)

    def settle(self) -> None:
        """Its cron's indexer; it is not counted with taking mails in."""
        self.perl("usr/sbin/rt-fulltext-indexer-5", "--all", "--quiet")

    def grow(self, had: int, to: int) -> None:
        copy_rows(self.url, COPIED, self.copies(had, to))

    def works(self) -> dict[str, Work]:
        one = only(self.found(f"Content LIKE '{RARE}'"))
        return {
            LIST: lambda: len(self.found("Status = '__Active__'")) >= 25,
            OPEN: lambda: RARE in self.page(one),
            WORD: lambda: self.found(f"Content LIKE '{RARE}'") == {one},
            PART: lambda: self.found(f"Subject LIKE '{RARE_ORDER}'") == {one},
        }

    def page(self, one: str) -> str:
        """A ticket's page, and its history, which the page asks for at once."""
        return "".join(
            self.browser.get(f"/{place}?id={one}")
            for place in ("Ticket/Display.html", "Helpers/TicketHistory")
        )

    def found(self, query: str) -> set[str]:
        page = self.browser.get("/Search/Results.html?" + urlencode({"Query": query, "Rows": 50}))
        return set(re.findall(r"/Ticket/Display\.html\?id=(\d+)", page))
