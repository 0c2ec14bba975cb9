"""What somebody bought: lines, money, where it goes, and what may still be changed about it."""
