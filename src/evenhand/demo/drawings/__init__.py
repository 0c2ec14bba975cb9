"""Drawings of what the demo shop sells: our own, made by code from kind, metal and colour, as plain SVG."""
