"""How scores are weighed."""
