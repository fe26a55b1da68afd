"""The command line and the wiring: the one place where the parts meet."""
