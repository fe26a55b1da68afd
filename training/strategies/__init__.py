"""Strategies: reading and versioning their files."""
