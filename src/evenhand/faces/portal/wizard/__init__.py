"""Sending something back, or saying that something is wrong: one question per page, nothing committed before the last."""
