"""The program `evenhand`. Each command is one line in COMMANDS; `evenhand help` lists them."""

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django

from evenhand.foundation.database.binaries import NoServer
from evenhand.foundation.database.server import OwnServer
from evenhand.foundation.vault.root import KeyTrouble

# words -> (module:function, what it does). The function gets the words that follow and returns an exit code or None.
COMMANDS = {
    "serve": ("evenhand.config.commands:serve", "web, worker and timetable in one (migrates first)"),
    "demo": ("evenhand.config.commands:demo", "a believable shop to try everything with, then serve"),
    "web": ("evenhand.config.commands:web", "pages and live streams only"),
    "work": ("evenhand.config.commands:work", "settle, jobs, timetable and incoming mail only"),
    "migrate": ("evenhand.config.commands:migrate", "bring the database's tables up to date"),
    "mail receive": ("evenhand.faces.inbox.command:run_command", "take one mail (RFC 5322) from standard input: 0 taken, 75 try again"),
    "import": ("evenhand.faces.inbox.imports:run_command", "customers, products or orders from CSV or JSON Lines"),
    "staff add": ("evenhand.faces.desk.command:run_command", "let somebody in: prints a link to set up password and second proof"),
    "policy draft": ("evenhand.config.policy:draft", "read the shop's policy from a file; nobody is bound by it yet"),
    "policy publish": ("evenhand.config.policy:publish", "make a draft the shop's word, for good: by another than who wrote it"),
    "token add": ("evenhand.faces.api.command:run_command", "make a token for a program"),
    "doctor": ("evenhand.config.doctor:run_command", "what is configured, reachable and missing, in plain words"),
    "keys rotate": ("evenhand.config.keys:rotate", "a new root key takes over, while everybody works"),
    "keys drop": ("evenhand.config.keys:drop", "take an old root key out of use, once it wraps nothing"),
    "keys": ("evenhand.config.keys:keys", "which root keys there are, and what they wrap"),
    "verify timeline": ("evenhand.config.commands:verify_timeline", "prove that nothing recorded was changed since"),
    "backup": ("evenhand.config.backup:backup", "copy the database and the files; the keys are kept apart"),
    "restore": ("evenhand.config.backup:restore", "bring a backup back into an empty database, and look whether all of it opens"),
    "drill": ("evenhand.config.backup:drill", "restore the latest backup beside the shop, look at everything, drop it again"),
    "story": ("evenhand.config.commands:story", "what follows from an event: evenhand story ReturnRequested"),
}  # fmt: skip
# What a new shop says before it serves for the first time: the tables are made for it.
BEFORE_THE_FIRST_DAY = {"staff add", "policy draft", "policy publish", "token add", "import"}


def main(words: list[str] | None = None) -> int:
    """Find the longest command that the words begin with and run it."""
    said = sys.argv[1:] if words is None else words
    for length in (2, 1):
        name = " ".join(said[:length])
        if name in COMMANDS and len(said) >= length:
            return run(name, said[length:])
    print_help()
    return 0 if said in ([], ["help"], ["--help"], ["-h"]) else 2


def run(name: str, words: list[str]) -> int:
    """Start the database if it is ours to start, set Django up, and call the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand.config.settings")
    if name == "demo":
        os.environ["EVENHAND_DEMO"] = "1"
    try:
        if "DATABASE_URL" not in os.environ:
            server = OwnServer(Path(os.environ.get("EVENHAND_VAR", "var")))
            server.start()
            os.environ["DATABASE_URL"] = server.url
        django.setup()
        if name in BEFORE_THE_FIRST_DAY:
            import_module("evenhand.config.tables").make_first_tables()
        module, _, function = COMMANDS[name][0].partition(":")
        command: Callable[[list[str]], int | None] = getattr(import_module(module), function)
        return command(words) or 0
    except (KeyTrouble, NoServer) as trouble:
        print(f"Evenhand does not start: {trouble}", file=sys.stderr)
        return 78


def print_help() -> None:
    print("Evenhand: customer service and after-sales for shops that keep their word.\n")
    for name, (_, does) in COMMANDS.items():
        print(f"  evenhand {name:<16} {does}")


def parser(name: str) -> argparse.ArgumentParser:
    """A parser for the words after a command, in one style."""
    return argparse.ArgumentParser(prog=f"evenhand {name}", description=COMMANDS[name][1])


if __name__ == "__main__":
    sys.exit(main())
