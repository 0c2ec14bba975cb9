"""Clocks that an event starts and only another event can stop; late stays late."""
