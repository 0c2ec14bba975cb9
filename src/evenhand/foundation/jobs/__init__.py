"""Durable work that reaches outside, enqueued in the transaction that wants it."""
