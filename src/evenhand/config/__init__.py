"""Which rooms exist and where they are reached: settings, addresses, the server, the command line."""
