"""Run what is enqueued, in this process, so that a test can see what a worker would have done."""

from inspect import unwrap

from django.db import connection, transaction
from procrastinate.contrib.django import app

NEXT = """
SELECT id, task_name, args FROM procrastinate_jobs
WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) AND queue_name = ANY(%s) ORDER BY id LIMIT 1
"""


def run_jobs(*queues: str) -> list[str]:
    """Run waiting jobs until none is left; their names in the order they ran. A failing job raises."""
    ran = []
    wanted = list(queues) or ["outside", "mail", "money", "default", "import", "files"]
    while True:
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [wanted])
            row = cursor.fetchone()
            if row is None:
                return ran
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [row[0]])
        with transaction.atomic():
            args = row[2] if isinstance(row[2], dict) else __import__("json").loads(row[2])
            unwrap(app.tasks[row[1]].func)(**args)  # a test's connection must not be closed for its age
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [row[0]])
        ran.append(row[1])
