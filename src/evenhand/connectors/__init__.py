"""One folder per foreign system; each translates and decides nothing."""
