"""`python -m proving`."""

from proving.cli import main

main()
