"""How others watch a worker: metrics and traces."""
