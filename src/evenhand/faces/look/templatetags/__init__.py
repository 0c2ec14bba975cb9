"""The tag library `look`."""
