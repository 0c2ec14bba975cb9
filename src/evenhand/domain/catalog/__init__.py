"""What the shop sells: products, their variants, and official facts with the source of each."""
