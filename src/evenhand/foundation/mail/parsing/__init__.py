"""Raw bytes of a mail become a ParsedMail: whatever comes in, no exception goes out and nothing is thrown away."""
