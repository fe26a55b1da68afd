"""The command line."""

from proving.cli.root import main

__all__ = ["main"]
