"""Tasks: reading their folders, proving them, importing them."""
