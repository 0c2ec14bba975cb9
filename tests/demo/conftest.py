"""Demo mode for a test: what EVENHAND_DEMO=1 adds to the settings."""

from pathlib import Path

import pytest

import evenhand.demo

TEMPLATES = Path(evenhand.demo.__file__).parent / "templates"


@pytest.fixture
def demo(settings):
    settings.EVENHAND_SMTP_URL = ""
    # Its templates by their folder: an app cannot be added twice to a running job queue.
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "evenhand.demo.ribbon.Ribbon"]
    settings.ROOT_URLCONF = "tests.demo.urls"
