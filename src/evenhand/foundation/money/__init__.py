"""Money as whole minor units of one currency; no fraction is ever lost or made."""
