"""Customers, products and orders out of files: CSV with a small column map, or JSON Lines."""
