"""Nobody reaches an address that nobody decided about; the demo's addresses exist in the demo alone."""

import os
import subprocess
import sys

import pytest
from django.urls import path

from tests.house.access_matrix import MATRIX
from tests.house.addresses import addresses, without_row

ASK = """
import django; django.setup()
from django.apps import apps
from tests.house.addresses import addresses
print(apps.is_installed("evenhand.demo"), any(name.startswith("demo:") for name, _ in addresses()))
"""


def test_every_address_has_a_row():
    assert without_row(addresses(), MATRIX) == []


def test_every_row_has_an_address():
    assert sorted(set(MATRIX) - {name for name, _ in addresses()}) == []


def test_an_address_without_row_or_name_is_caught():
    found = addresses(
        [path("a", lambda r: r, name="a"), path("b", lambda r: r), path("c", lambda r: r, name="c")]
    )
    assert without_row(found, {"a"}) == ["(no name) /b", "c /c"]


@pytest.mark.parametrize(("demo", "said"), [("0", "False False"), ("1", "True True")])
def test_the_demo_is_there_in_demo_mode_only(demo, said):
    environment = {**os.environ, "EVENHAND_DEMO": demo}
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == said, done.stderr
