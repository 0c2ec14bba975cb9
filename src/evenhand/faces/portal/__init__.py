"""The customer's own pages: their orders, returns, claims and what was said about them."""
