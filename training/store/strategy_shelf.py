"""A team's own strategies: every version that was saved, which one counts now, and what each was made from."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.model.strategies import Strategy, StrategyVersion
from training.store.connection import change, first, known_moment, rows, stamp, writing

# a team's own, and those from before there were teams, unless they were retired then
_OFFERED = "(team = :team or (team = '' and name not in (select name from retired_strategies where team = '')))"


class StrategyShelf:
    """The strategies that a team made here. Those from before there were teams are everybody's."""

    def __init__(self, db: Database, team: str) -> None:
        self._db, self._team = db, team

    def save(self, strategy: Strategy, *, parent: str | None, by: str, now: datetime) -> bool:
        """Keep a strategy as the version that counts under its name; return False where it is that already.

        `parent` is the version that it was made from, by an edit or a copy.

        Raises:
            StoreError: it could not be written.
        """
        with writing(self._db):
            change(
                self._db,
                "delete from retired_strategies where team = :team and name = :name",
                team=self._team,
                name=strategy.name,
            )
            latest = first(
                self._db,
                f"select version from own_strategies where name = :name and {_OFFERED} order by id desc limit 1",  # noqa: S608 - fixed texts
                team=self._team,
                name=strategy.name,
            )
            if latest is not None and latest["version"] == strategy.version:
                return False
            self._db.table("own_strategies").insert(
                {
                    "team": self._team,
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
            f"""select content from own_strategies
               where id in (select max(id) from own_strategies where {_OFFERED} group by name)
                   and name not in (select name from retired_strategies where team = :team)
               order by name""",  # noqa: S608 - fixed texts
            team=self._team,
        )
        return tuple(Strategy(**json.loads(row["content"])) for row in found)

    def retire(self, name: str, *, now: datetime) -> None:
        """Offer a strategy no more. Its versions and profiles stay, and saving under its name brings it back."""
        with writing(self._db):
            change(
                self._db,
                "insert or ignore into retired_strategies values (:team, :name, :now)",
                team=self._team,
                name=name,
                now=stamp(now),
            )

    def history(self, name: str) -> tuple[StrategyVersion, ...]:
        """Return every version that was saved under a name, newest first."""
        found = rows(
            self._db,
            "select * from own_strategies where team in (:team, '') and name = :name order by id desc",
            team=self._team,
            name=name,
        )
        return tuple(_version(row) for row in found)

    def find_version(self, version: str) -> Strategy | None:
        """Return a strategy as it was in some version, whether the team saved it or worked under it, or None."""
        row = first(
            self._db,
            """select content from own_strategies where version = :version and team in (:team, '')
               union all select content from strategy_versions where version = :version
                   and version in (select strategy_version from profiles where team = :team) limit 1""",
            version=version,
            team=self._team,
        )
        return Strategy(**json.loads(row["content"])) if row else None

    def used_versions(self, name: str) -> tuple[tuple[Strategy, datetime], ...]:
        """Return the versions under a name that the team has learnt about, and since when, newest first."""
        found = rows(
            self._db,
            """select content, first_seen_at from strategy_versions where name = :name
                   and version in (select strategy_version from profiles where team = :team)
               order by first_seen_at desc""",
            name=name,
            team=self._team,
        )
        return tuple((Strategy(**json.loads(row["content"])), known_moment(row["first_seen_at"])) for row in found)


def _version(row: dict[str, Any]) -> StrategyVersion:
    return StrategyVersion(
        strategy=Strategy(**json.loads(row["content"])),
        parent=row["parent"],
        by=row["created_by"],
        at=known_moment(row["created_at"]),
    )
