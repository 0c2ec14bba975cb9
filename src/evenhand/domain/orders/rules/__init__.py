"""What may be changed about an order, and what a change costs. Each refusal names its clause."""
