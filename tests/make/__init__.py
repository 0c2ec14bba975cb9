"""Builders: rows made through the real verbs, so that a test starts where a shop would stand."""
