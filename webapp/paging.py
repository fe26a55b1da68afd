"""Pages of a list, by the key of the last row seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request

from webapp.addresses import address, without

Row = TypeVar("Row")
PAGE_ROWS = 50
LARGEST = 2**63


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Row]):
    """One page: its rows, and the addresses of the next page and the first."""

    rows: tuple[Row, ...]
    next_url: str | None
    first_url: str | None


def after() -> int | None:
    """Return the key that the address asks to go on from; a number that no store holds is none."""
    found = request.args.get("after", type=int)
    return found if found is not None and abs(found) < LARGEST else None


def page_of(found: Sequence[Row], *, size: int = PAGE_ROWS) -> Page[Row]:
    """Return a page of rows that have an `id`, made from one row more than the `size` that is shown."""
    rows = tuple(found[:size])
    last: Any = rows[-1] if rows else None
    return Page(
        rows=rows,
        next_url=_address(after=last.id) if len(found) > size else None,
        first_url=_address() if "after" in request.args else None,
    )


def _address(**more: Any) -> str:
    return address(str(request.endpoint), without(request.args, "after"), **{**(request.view_args or {}), **more})
