"""What was paid and what is owed back: captures, refund decisions, attempts, and the ledger under both."""
