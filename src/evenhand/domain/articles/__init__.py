"""Help texts per language, whose every number is a reference to the policy."""
