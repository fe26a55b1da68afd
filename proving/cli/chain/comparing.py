"""comparing."""

COMMANDS: tuple[()] = ()
