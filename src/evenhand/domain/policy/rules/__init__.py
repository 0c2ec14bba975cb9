"""What a policy document must be, what it says, and how its tables decide."""
