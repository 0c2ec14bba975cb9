"""A promise as the policy defines it: what starts it, what alone can keep it, and by which clock it runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evenhand.foundation.calendar.values import WorkCalendar


@dataclass(frozen=True)
class Definition:
    """One row of the policy's promises table.

    `amount` counts in the clock's unit (hours, working days, working hours). The `when` of each list of event names
    says which codes the event's fields must have: {"topic": ["order"]}; a field left out may be anything.
    """

    key: str
    title: str
    starts: tuple[str, ...]
    keeps: tuple[str, ...]
    releases: tuple[str, ...]
    clock: str
    amount: int
    calendar: WorkCalendar
    subject: str
    public: bool
    policy_version: int
    when: Mapping[str, Any] = field(default_factory=dict)
    keeps_when: Mapping[str, Any] = field(default_factory=dict)
    releases_when: Mapping[str, Any] = field(default_factory=dict)

    def starts_by(self, name: str, fields: Mapping[str, Any]) -> bool:
        return name in self.starts and fits(self.when, fields)

    def kept_by(self, name: str, fields: Mapping[str, Any]) -> bool:
        return name in self.keeps and fits(self.keeps_when, fields)

    def released_by(self, name: str, fields: Mapping[str, Any]) -> bool:
        return name in self.releases and fits(self.releases_when, fields)


def fits(wanted: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    """Whether every named field has one of the wanted values; a field the event does not have fits nothing."""
    for name, codes in wanted.items():
        allowed = codes if isinstance(codes, list | tuple) else [codes]
        if name not in fields or fields[name] not in allowed:
            return False
    return True
