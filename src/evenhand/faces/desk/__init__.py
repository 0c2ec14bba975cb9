"""Staff who talk to customers: the queue, the matter with its one timeline, and what stands beside it."""
