"""A worker that is killed at the worst moment: the attempt says sent, the provider may have paid, no answer is written.

Run as a program of its own by `test_paying.py` there: `python -m tests.connectors.payments.killed DATABASE ATTEMPT FILE before|after`.
"""

import os
import signal
import sys
from pathlib import Path
from uuid import UUID


def main() -> None:
    database, attempt, book, when = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "evenhand.config.settings"
    import django  # noqa: PLC0415 - settings first
    from django.conf import settings  # noqa: PLC0415

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from evenhand.connectors.payments.paying import pay  # noqa: PLC0415
    from evenhand.connectors.payments.provider import Answer  # noqa: PLC0415
    from tests.make.moments import NOW  # noqa: PLC0415

    class DiesOnTheWay:
        """Pays (or not yet), and the process is gone before anybody hears of it."""

        def send(self, order) -> Answer:
            if when == "after":
                with Path(book).open("a") as file:
                    file.write(f"{order.key} {order.amount.minor} {order.amount.currency}\n")
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError("still alive")

        look_up = send

    pay(UUID(attempt), DiesOnTheWay(), NOW)


main()
