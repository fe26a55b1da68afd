"""Whose numbers a page shows: those of the team of the one who is signed in."""

from training.model.batches import DEFAULT_TEAM
from webapp.context import person


def own_team() -> str:
    """Return the team of the one who is signed in."""
    someone = person()
    return someone.team if someone else DEFAULT_TEAM
