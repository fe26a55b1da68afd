"""exporting."""

COMMANDS: tuple[()] = ()
