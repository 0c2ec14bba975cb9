"""Foreign shop systems: what they call things, in our words."""
