"""How much of one mail is looked at. Beyond it the raw file still has everything, and a defect says what was left."""

DEPTH = 40  # multiparts inside multiparts
PARTS = 500
BOUNDARY_TRIES = 200_000  # places that look like a boundary and mostly are none
TAGS = 50_000  # of HTML; beyond, or nested deeper than this, only the words are kept
NESTED = 1_000
HEADERS = 2_000
HEADER_BYTES = 256 * 1024  # of one field
HEADER_BLOCK = 4 * 1024 * 1024
ADDRESS_BYTES = 64 * 1024  # of one To or Cc
ADDRESSES = 500
REFERENCES = 200
MESSAGE_ID = 990
PARAMETERS = 64
SUBJECT = 2_000
BODY_CHARACTERS = 2_000_000
NAME = 200
