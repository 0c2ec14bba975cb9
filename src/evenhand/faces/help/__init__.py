"""Help: the public help centre, policies, search, contact, proof of who we are, and the promises kept."""
