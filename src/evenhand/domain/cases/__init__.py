"""The follow-up file of a matter that something is wrong with: what, which lines, evidence, decision, remedy."""
