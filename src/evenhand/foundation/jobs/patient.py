"""The worker's line to its queue. How a job ended is said until the database has heard it.

Said only once, into a line that breaks, the job would be held for ever by a worker that lives and knows nothing of it.
"""

import asyncio
import logging
from typing import Any, LiteralString

from procrastinate import PsycopgConnector
from procrastinate.contrib.django import utils
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError

log = logging.getLogger(__name__)
PAUSES = [0.2, 0.5, 1, 2, 4, *[8] * 6]  # seconds: a database that is restarted is back within a minute


class PatientConnector(PsycopgConnector):
    """What it writes may be written twice: ends of jobs, signs of life."""

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        for pause in PAUSES:
            try:
                await super().execute_query_async(query, **arguments)
            except ConnectorException as trouble:
                if not isinstance(trouble.__cause__, OperationalError):
                    raise
                log.warning("the queue does not answer; it is asked again")
                await asyncio.sleep(pause)
            else:
                return
        await super().execute_query_async(query, **arguments)


def patient_connector() -> PatientConnector:
    """To the database that Django uses."""
    return PatientConnector(kwargs=utils.connector_params("default"))
