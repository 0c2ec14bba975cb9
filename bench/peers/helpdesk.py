"""django-helpdesk from its package index, in a virtualenv of its own, behind gunicorn."""

import json
import re
import secrets
import sys
from base64 import b64encode
from pathlib import Path

from bench.peers.copies import FIRST_THOUSAND, SEVERAL_OPEN, Rows, copy_rows, renumbered
from bench.peers.mails import RARE, RARE_ORDER
from bench.peers.place import Browser, Cannot, Server, free_port, run
from bench.peers.product import LIST, OPEN, PART, WORD, Product, Work, only

SETTINGS = """
import os
from pathlib import Path
HERE = Path(__file__).resolve().parent
SECRET_KEY, ALLOWED_HOSTS, DEBUG = os.environ["PEERS_SECRET"], ["127.0.0.1"], False
INSTALLED_APPS = [f"django.contrib.{one}" for one in (
    "auth", "contenttypes", "sessions", "messages", "staticfiles", "sites", "humanize", "admin")]
INSTALLED_APPS += ["rest_framework", "helpdesk"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware"]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
    "context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages"]}}]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": os.environ["PEERS_DATABASE"],
    "USER": "evenhand", "HOST": os.environ["PEERS_SOCKET"], "CONN_MAX_AGE": 600}}
ROOT_URLCONF, SITE_ID, USE_TZ, STATIC_URL, MEDIA_ROOT = "peer_urls", 1, True, "/static/", HERE / "media"
LOGIN_URL, LOGIN_REDIRECT_URL = "helpdesk:login", "helpdesk:list"
HELPDESK_TEAMS_MODE_ENABLED = False  # else it wants a package that is optional
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
"""
ADDRESSES = """
from django.contrib import admin
from django.urls import include, path
urlpatterns = [path("admin/", admin.site.urls), path("", include("helpdesk.urls", namespace="helpdesk"))]
"""
PEOPLE = """
import os, django
django.setup()
from django.contrib.auth import get_user_model
from helpdesk.models import Queue
get_user_model().objects.create_superuser("peer", "peer@shop.example", os.environ["PEERS_SECRET"])
Queue.objects.create(title="Shop", slug="shop", allow_email_submission=True, email_box_type="local", email_box_interval=0,
    email_address="service@shop.example", email_box_local_dir=os.environ["PEERS_MAIL"])
"""
TICKETS = f"IN (SELECT id FROM helpdesk_ticket WHERE title {FIRST_THOUSAND})"
COPIED = [
    Rows("helpdesk_ticket", f"title {FIRST_THOUSAND}", ("id",), (
        ("title", renumbered("title")), ("status", f"CASE WHEN copy > {SEVERAL_OPEN} THEN 4 ELSE status END"))),
    Rows("helpdesk_followup", f"ticket_id {TICKETS}", ("id", "ticket_id")),
    Rows("helpdesk_ticketcc", f"ticket_id {TICKETS}", ("id", "ticket_id")),
]  # fmt: skip


class Helpdesk(Product):
    name = "django-helpdesk"
    how = "mail from a folder by its get_email command, as cron runs it; letters out to Django's dummy; search as it comes"

    def install(self) -> None:
        self.mail, self.python = self.folder / "mail", self.folder / "venv" / "bin" / "python"
        self.mail.mkdir(exist_ok=True)
        for left in self.mail.iterdir():
            left.unlink()
        self.env = {
            "DJANGO_SETTINGS_MODULE": "peer_settings", "PYTHONPATH": str(self.folder), "PEERS_MAIL": str(self.mail),
            "PEERS_SECRET": secrets.token_urlsafe(40), "PEERS_DATABASE": self.label, "PEERS_SOCKET": self.socket,
        }  # fmt: skip
        if not self.python.exists():
            run(sys.executable, "-m", "venv", self.folder / "venv")
        run(self.python, "-m", "pip", "install", "-q", "django-helpdesk", "gunicorn", "psycopg[binary]")
        (self.folder / "peer_settings.py").write_text(SETTINGS)
        (self.folder / "peer_urls.py").write_text(ADDRESSES)
        self.manage("migrate", "-v0")
        self.manage("loaddata", "-v0", "emailtemplate")
        run(self.python, "-c", PEOPLE, env=self.env)
        said = "from importlib.metadata import version as v; print(v('django-helpdesk'), 'on Django', v('django'))"
        self.version = run(self.python, "-c", said).strip()

    def manage(self, *words: str) -> None:
        run(self.python, "-m", "django", *words, env=self.env, cwd=self.folder)

    def start(self) -> None:
        port = free_port()
        gunicorn = "-m gunicorn -w 2 --no-control-socket django.core.wsgi:get_wsgi_application()"
        words: list[object] = [self.python, *gunicorn.split(), "-b", f"127.0.0.1:{port}"]
        log = self.folder / "log"
        self.server = self.stack.enter_context(
            Server(words, ports=(port,), log=log, env=self.env, cwd=self.folder)
        )
        self.browser = Browser(port)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.browser.get("/login/"))
        if token is None:
            message = "its sign-in page has no form"
            raise Cannot(message)
        self.browser.post("/login/", username="peer", password=self.env["PEERS_SECRET"], csrfmiddlewaretoken=token[1], next="/")  # fmt: skip

    def take_in(self, mails: list[bytes]) -> None:
        for number, mail in enumerate(mails):
            (self.mail / f"{number:06}").write_bytes(mail)
        self.manage("get_email", "--quiet")
        if left := list(Path(self.mail).iterdir()):
            message = f"it left {len(left)} of {len(mails)} mails in its folder"
            raise Cannot(message)

    def settle(self) -> None:
        """Nothing: it searches by reading."""

    def grow(self, had: int, to: int) -> None:
        copy_rows(self.url, COPIED, self.copies(had, to))

    def works(self) -> dict[str, Work]:
        one = only(self.rows(RARE))
        return {
            LIST: lambda: (
                "<table" in self.browser.get("/tickets/") and len(self.rows("", status__in=[1, 2])) == 25
            ),
            OPEN: lambda: RARE in self.browser.get(f"/tickets/{one}/"),
            WORD: lambda: self.rows(RARE) == [one],
            PART: lambda: self.rows(RARE_ORDER) == [one],
        }

    def rows(self, words: str, **narrow: list[int]) -> list[int]:
        """What its page asks for, to fill its table."""
        asked = {"filtering": narrow, "sorting": "created", "sortreverse": False, "search_string": words}
        path = f"/datatables_ticket_list/{b64encode(json.dumps(asked).encode()).decode()}?draw=1&start=0&length=25"
        return [row["id"] for row in json.loads(self.browser.get(path))["data"]]
