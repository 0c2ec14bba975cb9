"""ISO-2022-JP as it is really sent: with the vendor characters (circled digits and the like) that the standard lacks."""

import re

_SWITCH = re.compile(rb"\x1b(\$[@B]|\$\([@BD]|\([BJIH])")
_HALF_WIDTH = b"(I"


def decode_iso2022jp(data: bytes) -> str:
    """Text of ISO-2022-JP bytes. Double-byte runs are read as Windows-31J, a superset of JIS X 0208."""
    pieces = []
    mode = b"(B"
    position = 0
    for switch in _SWITCH.finditer(data):
        if switch.start() > position:
            pieces.append(_run(data[position : switch.start()], mode))
        mode, position = switch[1], switch.end()
    pieces.append(_run(data[position:], mode))
    return "".join(pieces)


def _run(data: bytes, mode: bytes) -> str:
    if mode.startswith(b"$"):
        # A line end ends double-byte mode even where the sender forgot to switch back.
        lines = re.split(rb"([\r\n]+)", data)
        return "".join(
            line.decode("ascii") if line[:1] in b"\r\n" else _double(line) for line in lines if line
        )
    if mode == _HALF_WIDTH:
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in data).decode(
            "cp932", "replace"
        )
    return data.decode("utf-8", "replace")


def _double(data: bytes) -> str:
    """JIS row and cell to Shift JIS, by the arithmetic of JIS X 0208 annex 1."""
    shifted = bytearray()
    for first, second in zip(data[::2], data[1::2], strict=False):
        row, cell = first & 0x7F, second & 0x7F
        if not (0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E):
            shifted += bytes((row, cell))
            continue
        shifted.append((row + 1) // 2 + (0x70 if row < 0x5F else 0xB0))
        shifted.append(cell + (0x1F if cell < 0x60 else 0x20) if row % 2 else cell + 0x7E)
    return shifted.decode("cp932", "replace")
