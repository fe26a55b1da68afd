"""How code, differences, output and prose are made readable. All of it comes from strangers and stays text."""
