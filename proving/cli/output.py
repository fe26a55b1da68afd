"""Tables for people, JSON for programs."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from training.model.profiles import Interval

PIPE_COLUMNS = 160

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(to_json(value))


def to_json(value: Any) -> str:
    """Return a value as JSON."""
    return json.dumps(value, indent=2, default=_plain, ensure_ascii=False)


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | None = None,
    empty: str = "There is nothing to show yet.",
) -> None:
    """Print a table, numbers to the right, or the sentence `empty` where there are no rows."""
    lines = [[_text(cell) for cell in row] for row in rows]
    if not lines:
        click.echo(empty)
        return
    table = Table(title=title, title_justify="left")
    for heading in columns:
        table.add_column(heading)
    for line in lines:
        table.add_row(*line)
    for at, column in enumerate(table.columns):
        if all(line[at][:1].isdigit() or line[at] in {"", "–"} for line in lines):
            column.justify = "right"
    open_console().print(table)


def open_console(*, columns: int = PIPE_COLUMNS) -> Console:
    """Return a console; a pipe or a file has no width of its own, and eighty columns fold a table."""
    console = Console()
    return console if console.is_terminal else Console(width=columns)


def percent(value: float | None) -> str:
    """Return 0..1 as a percentage."""
    return "–" if value is None else f"{value * 100:.1f} %"


def percent_interval(interval: Interval | None) -> str:
    """Return an interval of rates as percentages."""
    return "–" if interval is None else f"{interval.low * 100:.0f}–{interval.high * 100:.0f} %"


def milliseconds(value: float | None) -> str:
    """Return a time for people."""
    if value is None:
        return "–"
    return f"{value:.0f} ms" if value < 10_000 else f"{value / 1000:.1f} s"  # noqa: PLR2004 - ten seconds


def _text(cell: Any) -> str:
    return "–" if cell is None else str(cell)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path | IPv4Network | IPv6Network):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
