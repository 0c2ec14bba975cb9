"""The killable reader: one mail on standard input, its meaning on standard output. Started by `guarded`, imports no Django."""

import resource
import sys

from evenhand.foundation.mail.parsing.parse import parse
from evenhand.foundation.mail.parsing.portable import dump


def main() -> None:
    """Read within the seconds and bytes given as arguments."""
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.stdout.buffer.write(dump(parse(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
