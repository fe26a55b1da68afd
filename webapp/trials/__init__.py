"""One trial: what it came to, and how."""
