"""The house rules, as tests: each rule is a function here, shown on the real tree and shown to catch a sin."""
