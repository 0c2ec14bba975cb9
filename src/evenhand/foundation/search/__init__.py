"""One tokenizer for every language; public texts found in clear, private ones by keyed hashes alone."""
