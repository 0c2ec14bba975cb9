"""How many of what, as one phrase that stays together in a line of the other direction."""

START, END = "\u2068", "\u2069"  # first strong isolate, and its end


def counted(units: int, title: str) -> str:
    """`3 × Soap`; the title alone for one."""
    return f"{START}{units} × {title}{END}" if units > 1 else title
