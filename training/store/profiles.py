"""Profiles: folded in the transaction that closes a trial, each step kept, and recomputed to be sure."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlite_utils import Database

from training.model.profiles import ALL, Observation, Profile, ProfileKey, ProfileUpdate, RecordedUpdate
from training.model.trials import Provenance, Trial
from training.profiles import RATE, fold, scopes
from training.store.connection import change, each, first, known_moment, reading, rows, stamp, writing
from training.store.rows import observation_from_json, profile_from_json, profile_to_json, trial_from


@dataclass(frozen=True, kw_only=True)
class ProfileDifference:
    """A profile, or with `trial_id` one step of it, that does not equal what its trials give."""

    key: ProfileKey
    kept: Profile | None
    recomputed: Profile | None
    trial_id: int | None = None


class Profiles:
    """What has been learnt."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def list(
        self, *, team: str | None = None, scope: str | None = ALL, provenance: Provenance | None = None
    ) -> tuple[Profile, ...]:
        """Return profiles by agent and strategy; `scope` None asks for every scope."""
        found = rows(
            self._db,
            """select content from profiles
               where (:team is null or team = :team) and (:scope is null or scope = :scope)
                 and (:provenance is null or provenance = :provenance)
               order by agent, strategy_name, provenance, scope, updated_at desc""",
            team=team,
            scope=scope,
            provenance=provenance.value if provenance else None,
        )
        return tuple(profile_from_json(row["content"]) for row in found)

    def find(self, key: ProfileKey) -> Profile | None:
        """Return a profile, or None."""
        row = self._row(key)
        return profile_from_json(str(row["content"])) if row else None

    def find_id(self, key: ProfileKey) -> int | None:
        """Return the number that a profile is addressed by, or None."""
        row = self._row(key)
        return int(str(row["id"])) if row else None

    def find_by_id(self, profile_id: int) -> Profile | None:
        """Return a profile by its number, or None."""
        row = first(self._db, "select content from profiles where id = :id", id=profile_id)
        return profile_from_json(row["content"]) if row else None

    def updates(self, profile_id: int, *, after: int | None = None, limit: int = 50) -> tuple[RecordedUpdate, ...]:
        """Return a profile's steps, newest first; `after` is the last id already seen."""
        found = rows(
            self._db,
            f"""{_UPDATES} where profile_updates.profile_id = :profile_id
                and (:after is null or profile_updates.id < :after)
                order by profile_updates.id desc limit :limit""",
            profile_id=profile_id,
            after=after,
            limit=limit,
        )
        return tuple(_update(row) for row in found)

    def history(self, profile_id: int, *, limit: int = 500) -> tuple[RecordedUpdate, ...]:
        """Return a profile's newest steps, oldest first, for a chart."""
        return tuple(reversed(self.updates(profile_id, limit=limit)))

    def updates_of_trial(self, trial_id: int) -> tuple[RecordedUpdate, ...]:
        """Return what one trial has taught, in every scope."""
        sql = f"{_UPDATES} where profile_updates.trial_id = :trial_id order by profile_updates.id"
        return tuple(_update(row) for row in rows(self._db, sql, trial_id=trial_id))

    def learn(self, trial: Trial, observation: Observation, *, now: datetime, rate: float = RATE) -> None:
        """Fold one trial in. Call it inside the transaction that closes the trial."""
        for key in keys_of(trial):
            self._keep(fold(self.find(key), observation, key=key, now=now, rate=rate), trial_id=trial.id, now=now)

    def check(self) -> tuple[ProfileDifference, ...]:
        """Recompute every profile and every step from the trials, in the order they closed, to the last bit.

        Returns:
            What differs: steps in the order they were made, then profiles.
        """
        with reading(self._db):
            kept = {profile.key: profile for profile in self.list(scope=None)}
            steps = {(row["trial_id"], row["profile_id"]): row["after"] for row in each(self._db, _STEPS)}
            numbers = {key: self.find_id(key) for key in kept}
            recomputed: dict[ProfileKey, Profile] = {}
            found: list[ProfileDifference] = []
            for trial, key, after in self._recomputed(recomputed):
                step = steps.pop((trial.id, numbers.get(key)), None)
                if step is None or profile_from_json(step) != after:
                    before = profile_from_json(step) if step else None
                    found.append(ProfileDifference(key=key, kept=before, recomputed=after, trial_id=trial.id))
        # what is left was learnt from no trial
        found += [
            ProfileDifference(key=stray.key, kept=stray, recomputed=None, trial_id=trial_id)
            for (trial_id, _), stray in ((where, profile_from_json(step)) for where, step in steps.items())
        ]
        return (*found, *_differences(kept, recomputed))

    def rebuild(self) -> int:
        """Write every profile and step anew from the trials, and return how many profiles there are."""
        with writing(self._db):
            trials = list(self._observations())
            change(self._db, "delete from profile_updates")
            change(self._db, "delete from profiles")
            for trial, observation, at, rate in trials:
                self.learn(trial, observation, now=at, rate=rate)
        return len(self.list(scope=None))

    def _recomputed(self, profiles: dict[ProfileKey, Profile]) -> Iterator[tuple[Trial, ProfileKey, Profile]]:
        """Fold every trial into `profiles` and give each step."""
        for trial, observation, now, rate in self._observations():
            for key in keys_of(trial):
                profiles[key] = fold(profiles.get(key), observation, key=key, now=now, rate=rate).after
                yield trial, key, profiles[key]

    def _observations(self) -> Iterator[tuple[Trial, Observation, datetime, float]]:
        rates = {row["trial_id"]: row["rate"] for row in each(self._db, _RATES)}
        for row in each(self._db, _LEARNT_TRIALS):
            observation = Observation(
                success=row["verdict"] == "passed",
                score=row["score"],
                execution_ms=row["execution_ms"],
                executions=row["executions"],
                tokens=row["tokens"],
                cost_usd=row["cost_usd"],
            )
            yield trial_from(row), observation, known_moment(row["closed_at"]), rates.get(row["id"], RATE)

    def _row(self, key: ProfileKey) -> dict[str, object] | None:
        return first(
            self._db,
            """select id, content from profiles
               where team = :team and agent = :agent and strategy_name = :strategy_name
                 and strategy_version = :strategy_version and provenance = :provenance and scope = :scope""",
            **{**asdict(key), "provenance": key.provenance.value},
        )

    def _keep(self, update: ProfileUpdate, *, trial_id: int, now: datetime) -> None:
        key = update.after.key
        change(
            self._db,
            """insert into profiles
                   (team, agent, strategy_name, strategy_version, provenance, scope, content, updated_at)
               values (:team, :agent, :strategy_name, :strategy_version, :provenance, :scope, :content, :now)
               on conflict (team, agent, strategy_name, strategy_version, provenance, scope)
               do update set content = :content, updated_at = :now""",
            **{**asdict(key), "provenance": key.provenance.value},
            content=profile_to_json(update.after),
            now=stamp(now),
        )
        self._db.table("profile_updates").insert(
            {
                "profile_id": self.find_id(key),
                "trial_id": trial_id,
                "before": profile_to_json(update.before) if update.before else None,
                "observation": json.dumps(asdict(update.observation)),
                "after": profile_to_json(update.after),
                "at": stamp(now),
            }
        )


def keys_of(trial: Trial) -> tuple[ProfileKey, ...]:
    """Return the profiles that a trial counts in."""
    return tuple(
        ProfileKey(
            team=trial.team,
            agent=trial.agent,
            strategy_name=trial.strategy_name,
            strategy_version=trial.strategy_version,
            provenance=trial.provenance,
            scope=scope,
        )
        for scope in scopes(category=trial.category, difficulty=trial.difficulty)
    )


_UPDATES = """
select profile_updates.*, trials.batch_id, trials.task_id from profile_updates
join trials on trials.id = profile_updates.trial_id
"""

_LEARNT_TRIALS = """
select * from trials where state = 'closed' and verdict in ('passed', 'failed') order by closing_seq
"""

_RATES = "select distinct trial_id, json_extract(after, '$.rate') as rate from profile_updates"

_STEPS = "select trial_id, profile_id, after from profile_updates order by id"


def _differences(
    kept: dict[ProfileKey, Profile], recomputed: dict[ProfileKey, Profile]
) -> tuple[ProfileDifference, ...]:
    return tuple(
        ProfileDifference(key=key, kept=kept.get(key), recomputed=recomputed.get(key))
        for key in sorted({*kept, *recomputed}, key=repr)
        if kept.get(key) != recomputed.get(key)
    )


def _update(row: dict[str, object]) -> RecordedUpdate:
    before = row["before"]
    return RecordedUpdate(
        id=int(str(row["id"])),
        trial_id=int(str(row["trial_id"])),
        batch_id=int(str(row["batch_id"])),
        task_id=str(row["task_id"]),
        at=known_moment(str(row["at"])),
        update=ProfileUpdate(
            before=profile_from_json(str(before)) if before is not None else None,
            observation=observation_from_json(str(row["observation"])),
            after=profile_from_json(str(row["after"])),
        ),
    )
