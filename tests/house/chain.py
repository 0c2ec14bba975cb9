"""What follows from an event, read off the wiring tables and the code of the consequences: verbs, letters, jobs, events."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FunctionType, ModuleType
from typing import Any

from evenhand.foundation.timeline.events import Event
from evenhand.wiring.table import consequences, name_of


@dataclass(frozen=True)
class Step:
    """One consequence of an event: its name, what it says of itself, and what it calls."""

    name: str
    says: str
    verbs: list[str] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    jobs: list[str] = field(default_factory=list)
    events: list[type[Event]] = field(default_factory=list)


def steps(event: type[Event]) -> list[Step]:
    return [step(one) for one in consequences().get(event, [])]


def step(consequence: Callable[..., Any]) -> Step:
    """Read one consequence: what it calls tells what it does."""
    made = Step(name_of(consequence), sentence(consequence))
    for called in calls(consequence):
        place = called.__module__
        if ".faces.letters" in place:
            made.letters.append(called.__name__)
        elif ".actions" in place:
            made.verbs.append(f"{place.split('.')[2]}.{called.__name__}")
            made.events.extend(event for event in recorded(called) if event not in made.events)
    made.jobs.extend(job for job in queued(consequence) if job not in made.jobs)
    return made


def sentence(function: Callable[..., Any]) -> str:
    """The first line of its docstring, else its name as words."""
    said = (inspect.getdoc(function) or "").splitlines()
    return said[0].rstrip(".") if said else function.__name__.replace("_", " ")


def calls(function: Callable[..., Any]) -> Iterator[FunctionType]:
    """The functions of ours that a function calls, in the order of its text."""
    for node in ast.walk(body(function)):
        if isinstance(node, ast.Call):
            found = named(function, node.func)
            if isinstance(found, FunctionType) and found.__module__.startswith("evenhand."):
                yield found


def queued(function: Callable[..., Any]) -> Iterator[str]:
    """Names of the jobs that it enqueues."""
    for node in ast.walk(body(function)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "enqueue" and node.args:
            yield str(getattr(named(function, node.args[0]), "name", "?"))


def recorded(verb: FunctionType, depth: int = 3) -> list[type[Event]]:
    """The events that a verb, or a step of its own room that it calls, may record."""
    found: list[type[Event]] = []
    for node in ast.walk(body(verb)):
        if isinstance(node, ast.Call):
            kind = named(verb, node.func)
            if isinstance(kind, type) and issubclass(kind, Event):
                found.append(kind)
    room = ".".join(verb.__module__.split(".")[:3])
    below = [one for one in calls(verb) if one.__module__.startswith(f"{room}.actions") and one is not verb]
    for one in below if depth else []:
        found.extend(recorded(one, depth - 1))
    return list(dict.fromkeys(found))


def body(function: Callable[..., Any]) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))


def named(function: Callable[..., Any], node: ast.expr) -> Any:
    """What a name in a function's text stands for, if it is a name of its module (`a` or `module.a`)."""
    space = inspect.unwrap(function).__globals__
    if isinstance(node, ast.Name):
        return space.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = space.get(node.value.id)
        return getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None
    return None
