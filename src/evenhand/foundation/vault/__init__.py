"""What a person wrote or is known by, stored so that only this program with its keys can read it."""
