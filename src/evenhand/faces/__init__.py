"""All HTML, all words, all transport. No rules, no tables."""
