"""Privacy: a person reads everything we hold about them, and is erased, room by room, in one step."""
