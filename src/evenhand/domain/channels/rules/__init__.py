"""What makes two contact points the same, and what only looks the same."""
