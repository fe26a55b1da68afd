"""Batches: ask for one, watch it, stop it, do it again."""
