"""Mail in and out: raw bytes kept before anything else, letters queued in the transaction that caused them."""
