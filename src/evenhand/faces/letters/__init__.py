"""Letters that go out by mail: one template pair per letter, in the reader's language and zone, each with what comes next."""
