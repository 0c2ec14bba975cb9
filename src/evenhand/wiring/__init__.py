"""What follows from what happens: the only floor that sees every room."""
