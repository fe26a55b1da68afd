"""Profiles: folded in the transaction that closes a trial, each step kept, and recomputed to be sure."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.model.profiles import (
    ALL,
    CourseStep,
    Learnt,
    Observation,
    Profile,
    ProfileKey,
    ProfileUpdate,
    RecordedUpdate,
    TaskSum,
)
from training.model.trials import Provenance, Trial
from training.profiles import RATE, fold
from training.store.connection import change, each, first, known_moment, reading, rows, stamp, writing
from training.store.lessons import keys_of, lessons
from training.store.relearning import Step, learn_again, reigns, write
from training.store.rows import observation_from_json, profile_from_json, profile_to_json

ACTIVE = 0


@dataclass(frozen=True, kw_only=True)
class ProfileDifference:
    """A profile, or with `trial_id` one step of it, that does not equal what its trials give."""

    key: ProfileKey
    kept: Profile | None
    recomputed: Profile | None
    trial_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class StrayedScore:
    """A trial whose score is not what its executions and its team's weights give."""

    trial_id: int
    kept: float | None
    recomputed: float | None


class Profiles:
    """What has been learnt."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def list(
        self,
        *,
        team: str | None = None,
        scope: str | None = ALL,
        provenance: Provenance | None = None,
        agent: str | None = None,
        weights: int | None = ACTIVE,
    ) -> tuple[Profile, ...]:
        """Return profiles by agent and strategy.

        `scope` None asks for every scope. `weights` asks for those under one version of the weights, `ACTIVE` for
        those under each team's newest, None for all.
        """
        found = rows(
            self._db,
            """select content from profiles
               where (:team is null or team = :team) and (:scope is null or scope = :scope)
                 and (:provenance is null or provenance = :provenance) and (:agent is null or agent = :agent)
                 and (:weights is null or weights = case when :weights > 0 then :weights else
                     (select max(version) from score_weights where score_weights.team in (profiles.team, '')) end)
               order by agent, strategy_name, provenance, scope, updated_at desc""",
            team=team,
            scope=scope,
            provenance=provenance.value if provenance else None,
            agent=agent,
            weights=weights,
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
        """Return a profile's newest steps, oldest first."""
        return tuple(reversed(self.updates(profile_id, limit=limit)))

    def course(self, profile_id: int, quantity: str, *, limit: int) -> tuple[CourseStep, ...]:
        """Return a profile's newest steps, oldest first, by its `success`, `score` or `execution_ms`."""
        found = rows(
            self._db,
            """select trials.task_id, trials.task_hash, observation, json_extract(after, '$.trials') as trials,
                   json_extract(after, '$.passed') as passed, json_extract(after, '$.' || :quantity) as learnt
               from profile_updates join trials on trials.id = trial_id
               where profile_id = :profile_id order by profile_updates.id desc limit :limit""",
            profile_id=profile_id,
            quantity=quantity,
            limit=limit,
        )
        return tuple(_course_step(row) for row in reversed(found))

    def recent_emas(self, profile_id: int, *, limit: int) -> tuple[float, ...]:
        """Return the moving average of success after each of a profile's newest steps, oldest first."""
        found = rows(self._db, _EMAS, profile_id=profile_id, limit=limit)
        return tuple(row["ema"] for row in reversed(found))

    def sums_by_task(self, profile_id: int, quantity: str) -> dict[str, TaskSum]:
        """Return how often each task was seen in a profile, and its sum of `success`, `score` or `execution_ms`."""
        found = rows(
            self._db,
            """select task_id, iif(:quantity = 'score', scores, trials) as n,
                   case :quantity when 'success' then success_sum when 'score' then score_sum
                   when 'execution_ms' then execution_ms_sum end as total
               from profile_tasks where profile_id = :id and n > 0 order by task_id""",
            id=profile_id,
            quantity=quantity,
        )
        return {row["task_id"]: TaskSum(n=row["n"], total=row["total"]) for row in found}

    def passed_by_task(self, profile_id: int) -> tuple[tuple[int, int], ...]:
        """Return of each task in a profile how many trials passed, and how many there were."""
        return tuple((round(one.total), one.n) for one in self.sums_by_task(profile_id, "success").values())

    def updates_of_trial(self, trial_id: int) -> tuple[RecordedUpdate, ...]:
        """Return what one trial has taught, in every scope."""
        sql = f"{_UPDATES} where profile_updates.trial_id = :trial_id order by profile_updates.id"
        return tuple(_update(row) for row in rows(self._db, sql, trial_id=trial_id))

    def learn(
        self, trial: Trial, observation: Observation, *, now: datetime, rate: float = RATE, weights: int = 1
    ) -> None:
        """Fold one trial in. Call it inside the transaction that closes the trial."""
        for key in keys_of(trial, weights=weights):
            self._keep(fold(self.find(key), observation, key=key, now=now, rate=rate), trial_id=trial.id, now=now)

    def check(self) -> tuple[ProfileDifference | StrayedScore, ...]:
        """Recompute every score, profile and step from the executions, in the order trials closed, to the last bit.

        Returns:
            What differs: scores, then steps in the order they were made, then profiles.
        """
        with reading(self._db):
            kept = {profile.key: profile for profile in self.list(scope=None, weights=None)}
            steps = {(row["trial_id"], row["profile_id"]): row["after"] for row in each(self._db, _STEPS)}
            numbers = {key: self.find_id(key) for key in kept}
            recomputed: dict[ProfileKey, Profile] = {}
            found: list[ProfileDifference | StrayedScore] = [*self._strayed_scores()]
            for step in self._recomputed():
                after, trial_id = step.update.after, step.lesson.trial.id
                recomputed[step.key] = after
                was = steps.pop((trial_id, numbers.get(step.key)), None)
                if was is None or profile_from_json(was) != after:
                    before = profile_from_json(was) if was else None
                    found.append(ProfileDifference(key=step.key, kept=before, recomputed=after, trial_id=trial_id))
        # what is left was learnt from no trial
        found += [
            ProfileDifference(key=stray.key, kept=stray, recomputed=None, trial_id=trial_id)
            for (trial_id, _), stray in ((where, profile_from_json(step)) for where, step in steps.items())
        ]
        return (*found, *_differences(kept, recomputed))

    def _strayed_scores(self) -> Iterator[StrayedScore]:
        """Give the trials whose score is not what their executions and the team's weights give."""
        for reign in reigns(self._db):
            if reign.until is not None:
                continue
            for lesson in lessons(self._db, team=reign.team):
                score = lesson.under(reign.weights).score
                if score != lesson.trial.score:
                    yield StrayedScore(trial_id=lesson.trial.id, kept=lesson.trial.score, recomputed=score)

    def rebuild(self) -> int:
        """Write every profile and step anew from the executions, and return how many profiles there are."""
        with writing(self._db):
            for stray in tuple(self._strayed_scores()):
                sql = "update trials set score = :score where id = :id"
                change(self._db, sql, score=stray.recomputed, id=stray.trial_id)
            steps = list(self._recomputed())
            change(self._db, "delete from profile_updates")
            change(self._db, "delete from profiles")
            write(self._db, steps)
        return len(self.list(scope=None, weights=None))

    def _recomputed(self) -> Iterator[Step]:
        """Give each step that the executions give, under every version of the weights."""
        for reign in reigns(self._db):
            yield from learn_again(lessons(self._db, team=reign.team), reign)

    def _row(self, key: ProfileKey) -> dict[str, object] | None:
        return first(
            self._db,
            """select id, content from profiles
               where team = :team and agent = :agent and strategy_name = :strategy_name
                 and strategy_version = :strategy_version and provenance = :provenance and scope = :scope
                 and weights = :weights""",
            **{**asdict(key), "provenance": key.provenance.value},
        )

    def _keep(self, update: ProfileUpdate, *, trial_id: int, now: datetime) -> None:
        key = update.after.key
        change(
            self._db,
            """insert into profiles
                   (team, agent, strategy_name, strategy_version, provenance, scope, weights, content, updated_at)
               values (:team, :agent, :strategy_name, :strategy_version, :provenance, :scope, :weights, :content, :now)
               on conflict (team, agent, strategy_name, strategy_version, provenance, scope, weights)
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


_EMAS = """
select json_extract(after, '$.success.ema') as ema from profile_updates where profile_id = :profile_id
order by id desc limit :limit
"""

_UPDATES = """
select profile_updates.*, trials.batch_id, trials.task_id from profile_updates
join trials on trials.id = profile_updates.trial_id
"""

_STEPS = "select trial_id, profile_id, after from profile_updates order by id"


def _differences(
    kept: dict[ProfileKey, Profile], recomputed: dict[ProfileKey, Profile]
) -> tuple[ProfileDifference, ...]:
    return tuple(
        ProfileDifference(key=key, kept=kept.get(key), recomputed=recomputed.get(key))
        for key in sorted({*kept, *recomputed}, key=repr)
        if kept.get(key) != recomputed.get(key)
    )


def _course_step(row: dict[str, Any]) -> CourseStep:
    return CourseStep(
        task_id=row["task_id"],
        task_hash=row["task_hash"],
        seen=observation_from_json(row["observation"]),
        trials=row["trials"],
        passed=row["passed"],
        learnt=Learnt(**json.loads(row["learnt"])) if row["learnt"] else None,
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
