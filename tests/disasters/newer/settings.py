"""The newer version's settings."""

from evenhand.config.settings import *  # noqa: F403
from evenhand.config.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "tests.disasters.newer"]
