"""Reads targets that somebody asked for."""

from dataclasses import asdict, fields, replace
from math import isfinite

from training.report.model import Targets

NAMES = tuple(field.name for field in fields(Targets))


def aim(targets: Targets, name: str, value: str) -> Targets:
    """Return targets of which the named one has another value.

    Raises:
        ValueError: there is no such target, or it can't have that value.
    """
    known = name.strip().replace("-", "_")
    if known not in NAMES:
        raise ValueError(f"{name!r} is no target. There are {', '.join(one.replace('_', '-') for one in NAMES)}.")
    if known == "differentiation":
        return replace(targets, differentiation=_whole(name, value))
    try:
        number = float(value)
    except ValueError as error:
        raise ValueError(f"The target {name} must be a number from 0 to 1, not {value!r}.") from error
    if not (isfinite(number) and 0 <= number <= 1):
        raise ValueError(f"The target {name} must be a number from 0 to 1, not {value}.")
    return Targets(**{**asdict(targets), known: number})


def _whole(name: str, value: str) -> int:
    if not value.strip().isdecimal():
        raise ValueError(f"The target {name} must be a whole number from 0, not {value!r}.")
    return int(value)
