"""Payouts that a person makes at the bank and confirms with the reference they stand under."""
