"""A process that only serves pages reads entries of every room."""

import subprocess
import sys
from pathlib import Path

import evenhand

PROGRAM = """
import django
django.setup()
from evenhand.foundation.timeline.events import KNOWN
print(" ".join(sorted(KNOWN)))
"""


def test_starting_django_is_enough_to_read_an_entry_of_any_room():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    rooms = {file.parent.name for file in Path(evenhand.__file__).parent.glob("domain/*/events.py")}
    assert rooms
    assert rooms <= {name.partition(".")[0] for name in done.stdout.split()}
