"""Who may open which address. A row says who gets a page there; everybody else is sent away without learning anything.

`customer` means: a signed-in customer, and where the address names a thing, only the one whose thing it is.
"""

ANYONE = frozenset({"anyone", "customer", "agent", "bench", "lead", "owner"})
CUSTOMER = frozenset({"customer"})
STAFF = frozenset({"agent", "bench", "lead", "owner"})
AGENTS = frozenset({"agent", "lead", "owner"})
LEADS = frozenset({"lead", "owner"})
OWNERS = frozenset({"owner"})
PROGRAM = frozenset({"program"})

MATRIX: dict[str, frozenset[str]] = {}
