"""Foreign systems that move money."""
