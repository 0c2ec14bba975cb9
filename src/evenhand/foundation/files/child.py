"""The killable painter: one picture on standard input, its copy for pages on standard output. Imports no Django."""

import resource
import sys

from evenhand.foundation.files.pictures import copied


def main() -> None:
    """Unfold within the seconds and bytes given as arguments; the size on a line of its own, then the WEBP."""
    kind, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    copy = copied(sys.stdin.buffer.read(), kind)
    sys.stdout.buffer.write(f"{copy.width} {copy.height}\n".encode() + copy.data)


if __name__ == "__main__":
    main()
