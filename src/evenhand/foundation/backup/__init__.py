"""Copies of everything that is kept, and the proof that they open: database and files here, keys apart."""
