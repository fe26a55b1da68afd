"""Who may open which page: every route names the right that it needs, and what names none is refused."""

from collections.abc import Callable
from enum import StrEnum
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_ATTRIBUTE = "needed_right"


class Right(StrEnum):
    """What a person may do."""

    OPEN = "open"  # anybody, signed in or not
    VIEW = "view"
    RUN = "run"
    AUDIT = "audit"
    MANAGE = "manage"


RIGHTS_BY_ROLE: dict[str, frozenset[Right]] = {
    "viewer": frozenset({Right.OPEN, Right.VIEW}),
    "operator": frozenset({Right.OPEN, Right.VIEW, Right.RUN}),
    "auditor": frozenset({Right.OPEN, Right.VIEW, Right.AUDIT}),
    "admin": frozenset(Right),
}

ROLES = tuple(RIGHTS_BY_ROLE)


class SignInNeededError(Exception):
    """What a person does when signed in, whatever a token's scopes are; the message says what that is."""


def needs(right: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the right that a view needs. Place it under the route decorator."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, _ATTRIBUTE, right)
        return view

    return declare


def needed_right(view: Callable[..., object]) -> Right | None:
    """Return what `needs` declared, or None where a view declares nothing."""
    right = getattr(view, _ATTRIBUTE, None)
    return right if isinstance(right, Right) else None


def rights_of(role: str) -> frozenset[Right]:
    """Return what a role may do; an unknown role may do no more than a stranger."""
    return RIGHTS_BY_ROLE.get(role, frozenset({Right.OPEN}))
