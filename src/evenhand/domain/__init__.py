"""Rooms without HTML; an upper row may ask a lower row, neighbours do not know each other."""
