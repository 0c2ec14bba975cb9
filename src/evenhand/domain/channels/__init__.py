"""The registered contact points: what is really us, what was, and what never was."""
