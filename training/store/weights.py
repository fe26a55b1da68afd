"""What the embedded agent has learnt of its operators, by strategy."""

from sqlite_utils import Database

from training.store.connection import change, rows, writing


class Weights:
    """How often each operator was tried, and how often it helped."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def load(self, strategy_name: str) -> dict[str, tuple[float, float]]:
        """Return (tries, gains) by operator."""
        found = rows(
            self._db,
            "select operator, tries, gains from operator_weights where strategy_name = :name",
            name=strategy_name,
        )
        return {row["operator"]: (row["tries"], row["gains"]) for row in found}

    def add(self, strategy_name: str, seen: dict[str, tuple[float, float]]) -> None:
        """Add what a session saw."""
        with writing(self._db):
            for operator, (tries, gains) in seen.items():
                change(
                    self._db,
                    """insert into operator_weights values (:name, :operator, :tries, :gains)
                       on conflict do update set tries = tries + :tries, gains = gains + :gains""",
                    name=strategy_name,
                    operator=operator,
                    tries=tries,
                    gains=gains,
                )

    def reset(self) -> None:
        """Forget everything."""
        with writing(self._db):
            change(self._db, "delete from operator_weights")
