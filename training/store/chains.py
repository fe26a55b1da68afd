"""Chains as teams save them: every version is kept."""

import json
from builtins import list as list_
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.chains.content import chain_from, content_of
from training.model.chains import Chain, SavedChain
from training.store.connection import canonical_json, first, rows, stamp, writing


class Chains:
    """The versions of a team's chains."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, chain: Chain, *, team: str, by: str, now: datetime, note: str = "") -> SavedChain:
        """Keep a chain as its newest version; one that is the newest already is not kept twice."""
        with writing(self._db):
            newest = first(
                self._db,
                "select * from chain_versions where team = :team and name = :name order by id desc limit 1",
                team=team,
                name=chain.name,
            )
            if newest is None or newest["version"] != chain.version:
                self._db.table("chain_versions").insert(
                    {
                        "team": team,
                        "name": chain.name,
                        "version": chain.version,
                        "content": canonical_json(content_of(chain)),
                        "created_by": by,
                        "note": note,
                        "created_at": stamp(now),
                    }
                )
        return self.versions(chain.name, team=team)[0]

    def versions(self, name: str, *, team: str) -> tuple[SavedChain, ...]:
        """Return every version of a chain, newest first."""
        sql = "select * from chain_versions where team = :team and name = :name order by id desc"
        return _saved(rows(self._db, sql, team=team, name=name))

    def newest(self, *, team: str) -> tuple[SavedChain, ...]:
        """Return the newest version of every chain."""
        sql = """select * from chain_versions where id in
                 (select max(id) from chain_versions where team = :team group by name)"""
        return _saved(rows(self._db, sql, team=team))


def _saved(found: list_[dict[str, Any]]) -> tuple[SavedChain, ...]:
    return tuple(
        SavedChain(
            id=row["id"],
            chain=chain_from(json.loads(row["content"])),
            team=row["team"],
            by=row["created_by"],
            note=row["note"],
            at=row["created_at"],
        )
        for row in found
    )
