"""Promotions: named, versioned copies of what was known, and which version of each name counts."""

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.errors import NotFoundError
from training.exchange import from_text, to_text
from training.model.profiles import Profile
from training.model.promotions import Promotion
from training.store.audit import Audit
from training.store.blobs import fetch, keep
from training.store.connection import change, first, known_moment, rows, stamp, writing


class Promotions:
    """What teams have promoted. A version is never changed; rolling back names an earlier one again."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)

    def promote(
        self, name: str, profiles: tuple[Profile, ...], *, team: str, agent: str, by: str, note: str, now: datetime
    ) -> Promotion:
        """Keep profiles under a name, as its next version, and let that one count."""
        with writing(self._db):
            newest = first(
                self._db,
                "select coalesce(max(version), 0) as version from promotions where team = :team and name = :name",
                team=team,
                name=name,
            )
            version = (newest["version"] if newest else 0) + 1
            row = {"team": team, "name": name, "version": version, "agent": agent, "note": note, "by": by}
            digest = keep(self._db, to_text(profiles, now=now))
            self._db.table("promotions").insert({**row, "content_blob": digest, "at": stamp(now)})
            self._point(team, name, version)
            self._tell("profiles promoted", {**row, "content_blob": digest}, now)
        return self.get(name, team=team)

    def roll_back(self, name: str, version: int, *, team: str, by: str, now: datetime) -> Promotion:
        """Let an earlier version of a name count again.

        Raises:
            NotFoundError: the team has no such version.
        """
        with writing(self._db):
            self._row(name, team, version)
            self._point(team, name, version)
            self._tell("profiles rolled back", {"team": team, "name": name, "version": version, "by": by}, now)
        return self.get(name, team=team)

    def get(self, name: str, *, team: str, version: int | None = None) -> Promotion:
        """Return the version of a name that counts, or the one that is asked for.

        Raises:
            NotFoundError: the team has promoted nothing under that name or version.
        """
        return _promotion(self._db, self._row(name, team, version))

    def find(self, name: str, *, team: str) -> Promotion | None:
        """Return the version of a name that counts, or None."""
        try:
            return self.get(name, team=team)
        except NotFoundError:
            return None

    def list(self, *, team: str) -> tuple[Promotion, ...]:
        """Return every version of every name, by name, the newest first; their profiles are left out."""
        found = rows(self._db, f"{_PROMOTIONS} where p.team = :team order by p.name, p.version desc", team=team)
        return tuple(_promotion(self._db, {**row, "content_blob": None}) for row in found)

    def _row(self, name: str, team: str, version: int | None) -> dict[str, Any]:
        row = first(
            self._db,
            f"""{_PROMOTIONS} where p.team = :team and p.name = :name
                and p.version = coalesce(:version, h.version)""",
            team=team,
            name=name,
            version=version,
        )
        if row is None:
            what = f"version {version} of {name!r}" if version else f"{name!r}"
            raise NotFoundError(f"Nothing was promoted as {what}. See `proving profile promoted`.")
        return row

    def _point(self, team: str, name: str, version: int) -> None:
        change(
            self._db,
            """insert into promotion_heads values (:team, :name, :version)
               on conflict (team, name) do update set version = :version""",
            team=team,
            name=name,
            version=version,
        )

    def _tell(self, kind: str, content: dict[str, Any], now: datetime) -> None:
        self._audit.append(kind=kind, subject=content["version"], content=content, now=now)


_PROMOTIONS = """
select p.*, p.version = h.version as active from promotions p
join promotion_heads h on h.team = p.team and h.name = p.name
"""


def _promotion(db: Database, row: dict[str, Any]) -> Promotion:
    text = fetch(db, row["content_blob"])
    return Promotion(
        **{name: row[name] for name in ("team", "name", "version", "agent", "note", "by")},
        at=known_moment(row["at"]),
        active=bool(row["active"]),
        profiles=from_text(text) if text else (),
    )
