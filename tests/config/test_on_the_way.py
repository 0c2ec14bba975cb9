"""What protects data on their way once the shop's address is https. In a process of its own: settings are read once."""

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
plain = Client().get("/nowhere", headers={"host": "shop.example"})
names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
told = {name: getattr(settings, name) for name in names}
print(json.dumps(told | {"status": plain.status_code, "to": plain.headers.get("Location", "")}))
"""


def answer(url):
    env = os.environ | {
        "EVENHAND_URL": url,
        "EVENHAND_HOSTS": "shop.example",
        "DJANGO_SETTINGS_MODULE": "evenhand.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", ASK], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.req("R-003-2.6")
def test_plain_http_is_turned_away_and_cookies_travel_encrypted_only():
    told = answer("https://shop.example")
    assert (told["status"], told["to"]) == (301, "https://shop.example/nowhere")
    assert told["SESSION_COOKIE_SECURE"]
    assert told["CSRF_COOKIE_SECURE"]
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600


@pytest.mark.parametrize("proxied", ["0", "1"])
def test_the_framework_itself_finds_nothing_to_warn_about(proxied):
    env = os.environ | {
        "EVENHAND_URL": "https://shop.example", "EVENHAND_HOSTS": "shop.example", "EVENHAND_BEHIND_PROXY": proxied,
        "DJANGO_SETTINGS_MODULE": "evenhand.config.settings",
    }  # fmt: skip
    env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # our own tests' need
    words = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr
