"""What the embedded agent has learnt of its operators, by strategy."""

from sqlite_utils import Database

from training.store.connection import change, rows, writing


class Weights:
    """How often each operator was tried, and how often it helped."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def load(self, strategy_name: str) -> dict[str, tuple[int, int]]:
        """Return (tried, gained) by operator."""
        found = rows(
            self._db,
            "select operator, tried, gained from operator_weights where strategy_name = :name",
            name=strategy_name,
        )
        return {row["operator"]: (row["tried"], row["gained"]) for row in found}

    def add(self, strategy_name: str, seen: dict[str, tuple[int, int]]) -> None:
        """Add what a session saw."""
        with writing(self._db):
            for operator, (tried, gained) in seen.items():
                change(
                    self._db,
                    """insert into operator_weights values (:name, :operator, :tried, :gained)
                       on conflict do update set tried = tried + :tried, gained = gained + :gained""",
                    name=strategy_name,
                    operator=operator,
                    tried=tried,
                    gained=gained,
                )

    def reset(self) -> None:
        """Forget everything."""
        with writing(self._db):
            change(self._db, "delete from operator_weights")
