"""The one record of what happened: past-tense events, what they are about, and the chain that proves them."""
