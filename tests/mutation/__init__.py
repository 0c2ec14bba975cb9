"""Each rule changed bit by bit, to see that some test notices: `make mutation`."""
