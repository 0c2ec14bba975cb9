"""The demo shop: a believable shop made by a seeded generator, and the pages that let a stranger play both sides."""
