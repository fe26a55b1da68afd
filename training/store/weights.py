"""What the embedded agent has learnt of its operators, by strategy and circumstance."""

from sqlite_utils import Database

from training.store.connection import change, rows, writing

Seen = dict[tuple[str, str], tuple[float, float]]


class Weights:
    """How often each operator was tried, and how often it helped: everywhere (the circumstance '') and in detail."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def load(self, strategy_name: str) -> Seen:
        """Return (tries, gains) by operator and circumstance."""
        found = rows(
            self._db,
            "select operator, circumstance, tries, gains from operator_lessons where strategy_name = :name",
            name=strategy_name,
        )
        return {(row["operator"], row["circumstance"]): (row["tries"], row["gains"]) for row in found}

    def add(self, strategy_name: str, seen: Seen) -> None:
        """Add what a session saw."""
        with writing(self._db):
            for (operator, circumstance), (tries, gains) in seen.items():
                change(
                    self._db,
                    """insert into operator_lessons values (:name, :operator, :circumstance, :tries, :gains)
                       on conflict do update set tries = tries + :tries, gains = gains + :gains""",
                    name=strategy_name,
                    operator=operator,
                    circumstance=circumstance,
                    tries=tries,
                    gains=gains,
                )

    def strategies(self) -> tuple[str, ...]:
        """Return the strategies that something was learnt under, by name."""
        found = rows(self._db, "select distinct strategy_name from operator_lessons order by strategy_name")
        return tuple(row["strategy_name"] for row in found)

    def reset(self, strategy_name: str | None = None) -> int:
        """Forget what was learnt under a strategy, or everything; return how many counts that were."""
        with writing(self._db):
            return change(
                self._db,
                "delete from operator_lessons where :name is null or strategy_name = :name",
                name=strategy_name,
            )
