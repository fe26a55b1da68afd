"""Lists of batches by what they are, and how their scores spread."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from training.model.batches import BatchFilter, ScoreSpread
from training.store.connection import rows, stamp

# a batch of more trials than this has an interval too narrow to be seen
MOST_SPREAD = 5000


def conditions_of(wanted: BatchFilter) -> tuple[str, dict[str, Any]]:
    """Return a filter as SQL, each condition after an 'and', and its values."""
    found = list(_each_condition(wanted))
    return "".join(f" and {condition}" for _, condition, _ in found), {name: value for name, _, value in found}


def score_spreads(db: Database, batch_ids: Sequence[int]) -> dict[int, ScoreSpread]:
    """Return how the scores of some batches spread; batches without scores and very large ones are left out."""
    found = {}
    for batch_id in batch_ids:
        scores = [row["score"] for row in rows(db, _SCORES, id=batch_id, limit=MOST_SPREAD + 1)]
        if 0 < len(scores) <= MOST_SPREAD:
            mean = sum(scores) / len(scores)
            spread = sum((score - mean) ** 2 for score in scores)
            found[batch_id] = ScoreSpread(n=len(scores), mean=mean, spread=spread)
    return found


def _each_condition(wanted: BatchFilter) -> Iterator[tuple[str, str, Any]]:
    for name in ("agent", "state", "created_by"):
        value = getattr(wanted, name)
        if value is not None:
            yield name, f"{name} = :{name}", str(value)
    if wanted.title is not None:
        yield "title", "instr(lower(title), :title) > 0", wanted.title.lower()
    if wanted.since is not None:
        yield "since", "created_at >= :since", stamp(wanted.since)
    if wanted.until is not None:
        yield "until", "created_at < :until", stamp(wanted.until)


_SCORES = "select score from trials where batch_id = :id and score is not null limit :limit"
