"""The follow-up file of a matter that something is wrong with: what, which lines, evidence, decision, remedy.

LEAD IS WRITING THIS ROOM (cases) NOW (18:28); primitives: do `returns` (+ wiring/returns.py), leave cases to lead.
"""
