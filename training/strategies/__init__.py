"""Strategies as files: three built in, and a team's own beside them."""

from training.strategies.book import BUILT_IN, StrategyBook
from training.strategies.files import contents, format_strategy, make_strategy, parse_strategy, read_strategy

__all__ = [
    "BUILT_IN",
    "StrategyBook",
    "contents",
    "format_strategy",
    "make_strategy",
    "parse_strategy",
    "read_strategy",
]
