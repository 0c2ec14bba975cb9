"""Measurements: `make bench` prints a table. Nothing here asserts an absolute time; machines differ."""
