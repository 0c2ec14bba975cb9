"""A published version as a plain value: what pages read and engines work by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from evenhand.domain.policy.rules.calendars import calendar_from
from evenhand.domain.policy.rules.tables import Row, matches
from evenhand.domain.policy.rules.troubles import NoSuchValue
from evenhand.foundation.calendar.values import WorkCalendar
from evenhand.foundation.money.values import Money

REFERENCE = re.compile(r"\{\{\s*value:([a-z][A-Za-z0-9_.]*)\s*\}\}")
COUNTED = ("days", "working_days", "hours", "working_hours", "months", "years", "count", "percent")


@dataclass(frozen=True)
class Value:
    """One number of the policy, with its unit, whose word it is, and what it says in words."""

    key: str
    amount: Any
    unit: str
    source: str
    texts: Mapping[str, str]

    def text(self, language: str) -> str:
        """In this language, else in its parent ("zh" for "zh-hans"), else in English."""
        parent = language.partition("-")[0]
        return self.texts.get(language) or self.texts.get(parent) or self.texts.get("en", "")


@dataclass(frozen=True)
class PolicyView:
    """Everything one version says. It never changes, so it may be kept in memory."""

    number: int
    title: str
    effective_on: date
    digest: str
    values: Mapping[str, Value]
    tables: Mapping[str, tuple[Row, ...]]

    def value(self, key: str) -> Value:
        """One value.

        Raises:
            NoSuchValue: not in this version.
        """
        try:
            return self.values[key]
        except KeyError:
            raise NoSuchValue(key) from None

    def number_of(self, key: str) -> int:
        """A counted amount, in its own unit (days, hours, per cent...).

        Raises:
            NoSuchValue: not there, or not a count.
        """
        found = self.value(key)
        if found.unit not in COUNTED:
            raise NoSuchValue(key)
        return int(found.amount)

    def days(self, key: str) -> int:
        """Days or working days: which of the two, the unit says.

        Raises:
            NoSuchValue: not there, or not in days.
        """
        if self.value(key).unit not in ("days", "working_days"):
            raise NoSuchValue(key)
        return self.number_of(key)

    def money(self, key: str, currency: str = "") -> Money:
        """A sum: in `currency` where the policy says it in that one too, else in its own.

        Raises:
            NoSuchValue: not there, or not money.
        """
        found = self.value(key)
        if found.unit != "money":
            raise NoSuchValue(key)
        elsewhere = found.amount.get("elsewhere", {})
        if currency in elsewhere:
            return Money(elsewhere[currency], currency)
        return Money(found.amount["minor"], found.amount["currency"])

    def calendar(self, name: str) -> WorkCalendar:
        """A calendar by its short name ("shop")."""
        found = self.value(f"calendar.{name}")
        if found.unit != "calendar":
            raise NoSuchValue(name)
        return calendar_from(found.amount)

    def text(self, key: str, language: str) -> str:
        """What a value says in words, other values filled in."""
        return self.fill(self.value(key).text(language), language)

    def clause(self, clause: str, language: str) -> str:
        """The words of a clause that rows point to."""
        return self.text(f"clause.{clause}", language) if clause else ""

    def fill(self, text: str, language: str) -> str:
        """`text` with every `{{ value:key }}` replaced: a count by its figure, anything else by its words.

        Raises:
            NoSuchValue: a reference to nothing.
        """
        return REFERENCE.sub(lambda found: self._written(found[1], language), text)

    def _written(self, key: str, language: str) -> str:
        found = self.value(key)
        return str(found.amount) if found.unit in COUNTED else self.fill(found.text(language), language)

    def table(self, name: str) -> list[Row]:
        """The rows of a decision table, in order; empty for one that is not there."""
        return list(self.tables.get(name, ()))

    def first(self, name: str, facts: Mapping[str, Any]) -> Row | None:
        """The first row whose conditions all hold. See `rules.tables.holds` for how facts are given."""
        return next(iter(self.all(name, facts)), None)

    def all(self, name: str, facts: Mapping[str, Any]) -> list[Row]:
        """Every row whose conditions all hold, in order."""
        return [row for row in self.table(name) if matches(row, facts, self.number_of)]
