"""Scores: the weights that each team has adopted, and its history scored again under each of them."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.model.scores import Score, Weights, WeightsVersion
from training.scoring import check_weights, weighed
from training.store.audit import Audit
from training.store.connection import change, each, first, moment, rows, stamp, writing
from training.store.numbering import last_closing
from training.store.relearning import relearn
from training.store.rows import score_from_json

FIRST = 1


class Scores:
    """Which weights count, which counted before, and what each trial is worth under each."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def active(self, team: str) -> Weights:
        """Return the weights that a team's scores are under now."""
        return self.versions(team)[0].weights

    def versions(self, team: str) -> tuple[WeightsVersion, ...]:
        """Return every set of weights that a team has had, the newest first."""
        found = rows(
            self._db,
            "select * from score_weights where team = :team or version = :first order by version desc",
            team=team,
            first=FIRST,
        )
        return tuple(_version(row) for row in found)

    def of_trial(self, trial_id: int) -> tuple[Score, ...]:
        """Return a trial's score under each version of its team's weights, the newest first; none if not scored.

        The components are the same in all of them; they were measured once.
        """
        row = first(self._db, "select team, score_detail from trials where id = :id", id=trial_id)
        score = score_from_json(row["score_detail"]) if row else None
        if row is None or score is None:
            return ()
        return tuple(weighed(score, version.weights) for version in self.versions(row["team"]))

    def adopt(self, weights: Weights, *, team: str, by: str, reason: str = "", now: datetime) -> WeightsVersion:
        """Let a team's scores count under other weights from now on, and score its history again.

        Scores, profiles and every step of them under the earlier weights stay as they are.

        Raises:
            InvalidWeightsError: weights that do not add up to 100, or are none.
            StoreError: it could not be written; nothing was.
        """
        check_weights(weights)
        with writing(self._db):
            version = self._insert(weights, team=team, by=by, reason=reason, now=now)
            weights = replace(weights, version=str(version))
            count = self._score_again(weights, team)
            change(
                self._db, "update score_weights set rescored = :n where version = :version", n=count, version=version
            )
            relearn(self._db, team=team, weights=weights)
            content = {**asdict(weights), "team": team, "by": by, "reason": reason, "trials": count}
            Audit(self._db).append(kind="weights adopted", subject=version, content=content, now=now)
        return self.versions(team)[0]

    def _insert(self, weights: Weights, *, team: str, by: str, reason: str, now: datetime) -> int:
        change(
            self._db,
            """insert into score_weights
                   (team, correctness, speed, quality, adopted_by, reason, after_seq, rescored, at)
               values (:team, :correctness, :speed, :quality, :by, :reason, :after_seq, 0, :now)""",
            after_seq=last_closing(self._db),
            team=team,
            correctness=weights.correctness,
            speed=weights.speed,
            quality=weights.quality,
            by=by,
            reason=reason,
            now=stamp(now),
        )
        found = first(self._db, "select max(version) as version from score_weights")
        return int(found["version"]) if found else FIRST

    def _score_again(self, weights: Weights, team: str) -> int:
        version = int(weights.version)
        change(self._db, _KEEP_EARLIER, team=team, version=version)
        totals = [(trial_id, version, total) for trial_id, total in self._totals(weights, team)]
        self._db.conn.executemany("insert into trial_scores (trial_id, version, total) values (?, ?, ?)", totals)
        change(self._db, _USE_TOTALS, version=version, team=team)
        change(self._db, _SUM_BATCHES, team=team)
        return len(totals)

    def _totals(self, weights: Weights, team: str) -> Iterator[tuple[int, float]]:
        sql = "select id, score_detail from trials where team = :team and score_detail is not null and state = 'closed'"
        for row in list(each(self._db, sql, team=team)):
            score = score_from_json(row["score_detail"])
            if score is not None:
                yield row["id"], weighed(score, weights).total


def _version(row: dict[str, Any]) -> WeightsVersion:
    return WeightsVersion(
        weights=Weights(
            version=str(row["version"]), correctness=row["correctness"], speed=row["speed"], quality=row["quality"]
        ),
        team=row["team"],
        by=row["adopted_by"],
        reason=row["reason"],
        at=moment(row["at"]),
        rescored=row["rescored"],
    )


# the score under which a trial was closed is kept beside the new one
_KEEP_EARLIER = """
insert or ignore into trial_scores (trial_id, version, total)
select id, cast(json_extract(score_detail, '$.weights.version') as integer), json_extract(score_detail, '$.total')
from trials where team = :team and score_detail is not null and state = 'closed'
    and cast(json_extract(score_detail, '$.weights.version') as integer) between 1 and :version - 1
"""

_USE_TOTALS = """
update trials set score = (select total from trial_scores where trial_id = trials.id and version = :version)
where team = :team and score_detail is not null and state = 'closed'
"""

_SUM_BATCHES = """
update batches set score_sum = (select coalesce(sum(score), 0.0) from trials where batch_id = batches.id)
where team = :team
"""
