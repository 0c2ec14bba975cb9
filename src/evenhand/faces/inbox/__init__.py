"""What comes in by machine: mail by command, SMTP and LMTP, each kept first and then taken to its matter."""
