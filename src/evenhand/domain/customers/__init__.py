"""Who buys from the shop: how they are reached, in which language, and where their goods go."""
