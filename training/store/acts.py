"""Who did what, newest first. Each act is a link of the audit chain too, so that none can be changed or lost unseen."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.model.acts import Act, ActFilter, Deed, Via
from training.store.audit import Audit
from training.store.connection import first, known_moment, rows, stamp, storable, writing

_COLUMNS = tuple(field.name for field in fields(Deed))


class Acts:
    """The log of acts."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)

    def record(self, deed: Deed, *, now: datetime) -> None:
        """Write down who did what."""
        with writing(self._db):
            self.add(deed, now=now)

    def add(self, deed: Deed, *, now: datetime) -> None:
        """Write down who did what, inside the transaction that does it."""
        row = {**_storable(asdict(deed)), "at": stamp(now)}
        self._db.table("acts").insert(row)
        written = first(self._db, "select max(id) as id from acts")
        if written is not None:
            self._audit.append(kind="act", subject=written["id"], content=row, now=now)

    def list(self, wanted: ActFilter | None = None, *, after: int | None = None, limit: int = 50) -> tuple[Act, ...]:
        """Return acts, newest first; `after` is the last id already seen."""
        conditions, values = _conditions(wanted or ActFilter())
        if after is not None:
            conditions.append("id < :after")
            values["after"] = after
        where = f"where {' and '.join(conditions)}" if conditions else ""
        # conditions are fixed texts; every value is a parameter
        sql = f"select * from acts {where} order by id desc limit :limit"  # noqa: S608
        return tuple(_act(row) for row in rows(self._db, sql, **values, limit=limit))


def _conditions(wanted: ActFilter) -> tuple[list[str], dict[str, Any]]:
    columns = ("team", "actor", "action", "kind", "subject")
    values: dict[str, Any] = {name: value for name in columns if (value := getattr(wanted, name)) is not None}
    conditions = [f"{name} = :{name}" for name in values]
    for name, sign, bound in (("since", ">=", wanted.since), ("until", "<", wanted.until)):
        if bound is not None:
            conditions.append(f"at {sign} :{name}")
            values[name] = stamp(bound)
    return conditions, values


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: storable(str(value)) if value is not None else None for name, value in row.items()}


def _act(row: dict[str, Any]) -> Act:
    deed = Deed(**{**{name: row[name] for name in _COLUMNS}, "via": Via(row["via"])})
    return Act(id=row["id"], at=known_moment(row["at"]), deed=deed)
