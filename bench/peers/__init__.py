"""Other help desks beside ours: the same mails, the same work, one table with the ratios."""
