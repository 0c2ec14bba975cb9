"""A version of the program that is newer than this one: its tables have more in them."""
