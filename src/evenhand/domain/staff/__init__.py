"""The people who work for the shop: who they are, what they speak, and how they prove it."""
