"""More of the same in a peer's database: rows copied with their ids moved, by SQL, as many times as it takes."""

from dataclasses import dataclass

import psycopg
from psycopg import sql

STEP = 1_000_000  # how far a copy's ids are from the first ones'
SEVERAL_OPEN = 1  # so many copies stay open, all later ones are closed: few are open in a shop with history
# The first thousand mails are what is copied; a copy's subject has an order number of its own.
FIRST_THOUSAND = "~ '^SO-200'"


def renumbered(column: str) -> str:
    return f"regexp_replace({column}, '[0-9]+', (substring({column} from '[0-9]+')::int + copy * 1000)::text)"


@dataclass(frozen=True)
class Rows:
    """Which rows of a table are copied, and what is another value in a copy: SQL, in which `copy` is its number."""

    table: str
    where: str
    moved: tuple[str, ...]  # columns with ids
    other: tuple[tuple[str, str], ...] = ()


def copy_rows(url: str, kinds: list[Rows], copies: range) -> None:
    with psycopg.connect(url, autocommit=True) as database:
        for rows in kinds:
            database.execute(statement(database, rows), (copies[0], copies[-1]))
        for table in dict.fromkeys(rows.table for rows in kinds):
            database.execute(f"SELECT setval(to_regclass('{table}_id_seq'), (SELECT max(id) FROM {table}))")
        database.execute("VACUUM ANALYZE")
        database.execute("CHECKPOINT")


def statement(database: psycopg.Connection, rows: Rows) -> sql.Composed:
    found = database.execute(f"SELECT * FROM {rows.table} LIMIT 0").description or []
    columns = [one.name for one in found]
    values = {one: f'"{one}"' for one in columns}
    values |= {one: f"{one} + copy * {STEP}" for one in rows.moved} | dict(rows.other)
    return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}, generate_series(%s::int, %s::int) copy WHERE {}").format(
        sql.SQL(rows.table), sql.SQL(", ").join(sql.Identifier(one) for one in columns),
        sql.SQL(", ").join(sql.SQL(values[one]) for one in columns), sql.SQL(rows.table), sql.SQL(rows.where),
    )  # fmt: skip
