"""Views that people keep."""

from datetime import datetime

from sqlite_utils import Database

from training.model.views import SavedView
from training.store.connection import change, rows, stamp, storable, writing

MOST = 30


class SavedViews:
    """Each person's own views, by name."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def list(self, person_id: int) -> tuple[SavedView, ...]:
        """Return a person's views by name."""
        found = rows(
            self._db,
            "select id, name, address from saved_views where person_id = :person order by name",
            person=person_id,
        )
        return tuple(SavedView(**row) for row in found)

    def save(self, person_id: int, *, name: str, address: str, now: datetime) -> bool:
        """Keep a view, in the place of one of the same name; return False where the person keeps too many already."""
        with writing(self._db):
            change(
                self._db,
                "delete from saved_views where person_id = :person and name = :name",
                person=person_id,
                name=name,
            )
            if len(self.list(person_id)) >= MOST:
                return False
            change(
                self._db,
                """insert into saved_views (person_id, name, address, created_at)
                   values (:person, :name, :address, :now)""",
                person=person_id,
                name=storable(name),
                address=storable(address),
                now=stamp(now),
            )
        return True

    def forget(self, person_id: int, view_id: int) -> None:
        """Forget one of a person's own views."""
        with writing(self._db):
            change(
                self._db, "delete from saved_views where person_id = :person and id = :id", person=person_id, id=view_id
            )
