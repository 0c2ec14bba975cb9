"""When a promise is due, how it stands, and what a whole timeline says about promises."""
