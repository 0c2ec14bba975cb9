"""What any careful program needs; knows nothing of shops."""
