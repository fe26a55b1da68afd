"""Any command-line agent in a scratch workspace, its processes contained, its events read."""
