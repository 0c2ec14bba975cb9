"""Server-sent events: the timeline, told to the browsers that may see it, as it happens."""
