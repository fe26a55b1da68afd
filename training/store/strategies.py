"""Strategies as the store knows them: each team's own, and which of a batch led to the same program."""

from typing import Any

from sqlite_utils import Database

from training.model.sameness import SameProgram
from training.model.trials import Verdict
from training.store.connection import rows
from training.store.strategy_shelf import StrategyShelf


class Strategies:
    """Strategies that were made here, beside those in files, and what they came to."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def shelf(self, team: str) -> StrategyShelf:
        """Return a team's own strategies."""
        return StrategyShelf(self._db, team)

    def same_programs(self, batch_id: int) -> tuple[SameProgram, ...]:
        """Return where strategies of a batch handed in the same program for the same task and repeat."""
        found = rows(
            self._db,
            """select trials.id, trials.task_id, trials.repeat, trials.strategy_name, trials.verdict,
                   executions.code_blob
               from executions join trials on trials.id = executions.trial_id
               where executions.code_blob is not null
                   and executions.id in (select max(id) from executions where batch_id = :id and purpose = 'grade'
                   group by trial_id)
               order by trials.task_id, trials.repeat, trials.strategy_name""",
            id=batch_id,
        )
        alike: dict[tuple[str, int, str], list[dict[str, Any]]] = {}
        for row in found:
            alike.setdefault((row["task_id"], row["repeat"], row["code_blob"]), []).append(row)
        # a batch that favours what does well may give one task to a strategy several times
        several = (group for group in alike.values() if len({row["strategy_name"] for row in group}) > 1)
        return tuple(_same_program(group) for group in several)


def _same_program(group: list[dict[str, Any]]) -> SameProgram:
    first_row = group[0]
    return SameProgram(
        task_id=first_row["task_id"],
        repeat=first_row["repeat"],
        strategies=tuple(dict.fromkeys(row["strategy_name"] for row in group)),
        verdict=Verdict(first_row["verdict"]),
        trial_ids=tuple(row["id"] for row in group),
    )
