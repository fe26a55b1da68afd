"""A team's own strategies: every version that was saved, which one counts now, and what each was made from."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.model.sameness import SameProgram
from training.model.strategies import Strategy, StrategyVersion
from training.model.trials import Verdict
from training.store.connection import change, first, known_moment, rows, stamp, writing


class Strategies:
    """Strategies that were made here, beside those in files."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, strategy: Strategy, *, parent: str | None, by: str, now: datetime) -> bool:
        """Keep a strategy as the version that counts under its name; return False where it is that already.

        `parent` is the version that it was made from, by an edit or a copy.

        Raises:
            StoreError: it could not be written.
        """
        with writing(self._db):
            change(self._db, "delete from retired_strategies where name = :name", name=strategy.name)
            latest = first(
                self._db,
                "select version from own_strategies where name = :name order by id desc limit 1",
                name=strategy.name,
            )
            if latest is not None and latest["version"] == strategy.version:
                return False
            self._db.table("own_strategies").insert(
                {
                    "name": strategy.name,
                    "version": strategy.version,
                    "content": json.dumps(asdict(strategy)),
                    "parent": parent,
                    "created_by": by,
                    "created_at": stamp(now),
                }
            )
        return True

    def current(self) -> tuple[Strategy, ...]:
        """Return the newest version under each name that was not retired, by name."""
        found = rows(
            self._db,
            """select content from own_strategies where id in (select max(id) from own_strategies group by name)
               and name not in (select name from retired_strategies) order by name""",
        )
        return tuple(Strategy(**json.loads(row["content"])) for row in found)

    def retire(self, name: str, *, now: datetime) -> None:
        """Offer a strategy no more. Its versions and profiles stay, and saving under its name brings it back."""
        with writing(self._db):
            change(self._db, "insert or ignore into retired_strategies values (:name, :now)", name=name, now=stamp(now))

    def history(self, name: str) -> tuple[StrategyVersion, ...]:
        """Return every version that was saved under a name, newest first."""
        found = rows(self._db, "select * from own_strategies where name = :name order by id desc", name=name)
        return tuple(_version(row) for row in found)

    def find_version(self, version: str) -> Strategy | None:
        """Return a strategy as it was in some version, whether it was saved here or used by a batch, or None."""
        row = first(
            self._db,
            """select content from own_strategies where version = :version
               union all select content from strategy_versions where version = :version limit 1""",
            version=version,
        )
        return Strategy(**json.loads(row["content"])) if row else None

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

    def used_versions(self, name: str) -> tuple[tuple[Strategy, datetime], ...]:
        """Return the versions under a name that batches were planned with, and since when, newest first."""
        found = rows(
            self._db,
            "select content, first_seen_at from strategy_versions where name = :name order by first_seen_at desc",
            name=name,
        )
        return tuple((Strategy(**json.loads(row["content"])), known_moment(row["first_seen_at"])) for row in found)


def _same_program(group: list[dict[str, Any]]) -> SameProgram:
    first_row = group[0]
    return SameProgram(
        task_id=first_row["task_id"],
        repeat=first_row["repeat"],
        strategies=tuple(dict.fromkeys(row["strategy_name"] for row in group)),
        verdict=Verdict(first_row["verdict"]),
        trial_ids=tuple(row["id"] for row in group),
    )


def _version(row: dict[str, Any]) -> StrategyVersion:
    return StrategyVersion(
        strategy=Strategy(**json.loads(row["content"])),
        parent=row["parent"],
        by=row["created_by"],
        at=known_moment(row["created_at"]),
    )
