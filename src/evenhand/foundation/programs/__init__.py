"""Other programs at our door: their tokens, and the answers they were given, so that asking twice does once."""
