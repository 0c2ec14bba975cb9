"""Shop: the small built-in storefront; a product, its price, its official facts and where they come from."""
