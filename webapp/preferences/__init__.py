"""What a browser remembers for a person: light or dark."""
