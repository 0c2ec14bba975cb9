"""What can be said about a piece of writing: its language, its direction, what in it is new, and how to show
it safely.
"""
