"""Matters: one thread per concern of a customer, on any channel, until it is solved."""
