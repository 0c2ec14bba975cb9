"""Goods on their way back: asked for, decided by a clause, followed, looked at, and ended with money or another thing."""
