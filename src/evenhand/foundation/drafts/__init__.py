"""Answers given so far to a question of several pages, kept until the last page confirms them."""
