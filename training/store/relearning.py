"""Learns a history again: every profile and every step of it, in the order in which the trials closed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from training.model.profiles import Profile, ProfileKey, ProfileUpdate
from training.model.scores import Weights
from training.profiles import fold
from training.store.connection import each, first, stamp
from training.store.lessons import Lesson, keys_of, lessons
from training.store.rows import profile_to_json

_STEP = """insert into profile_updates (profile_id, trial_id, before, observation, after, at)
values (?, ?, ?, ?, ?, ?)"""
_PROFILE = """insert into profiles
    (id, team, agent, strategy_name, strategy_version, provenance, scope, weights, content, updated_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True, kw_only=True)
class Reign:
    """For how long a version of the weights counted in a team: up to a trial's closing number, None for still."""

    team: str
    weights: Weights
    until: int | None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of learning, and the trial that it came from."""

    lesson: Lesson
    update: ProfileUpdate

    @property
    def key(self) -> ProfileKey:
        """Whose step it is."""
        return self.update.after.key


def reigns(db: Database) -> tuple[Reign, ...]:
    """Return every team's versions of the weights, in their order; the first is the same for all."""
    teams = [row["team"] for row in each(db, "select distinct team from trials order by team")]
    versions = list(each(db, "select * from score_weights order by version"))
    found: list[Reign] = []
    for team in teams:
        own = [row for row in versions if row["team"] in {team, ""}]
        for row, following in zip(own, [*own[1:], None], strict=True):
            weights = Weights(
                version=str(row["version"]), correctness=row["correctness"], speed=row["speed"], quality=row["quality"]
            )
            found.append(Reign(team=team, weights=weights, until=following["after_seq"] if following else None))
    return tuple(found)


def learn_again(taught: Iterable[Lesson], reign: Reign) -> Iterator[Step]:
    """Give each step that a team's lessons make under one version of the weights."""
    profiles: dict[ProfileKey, Profile] = {}
    for lesson in taught:
        if reign.until is not None and lesson.closing_seq > reign.until:
            return
        observation = lesson.under(reign.weights)
        for key in keys_of(lesson.trial, weights=int(reign.weights.version)):
            update = fold(profiles.get(key), observation, key=key, now=lesson.at, rate=lesson.rate)
            profiles[key] = update.after
            yield Step(lesson=lesson, update=update)


def relearn(db: Database, *, team: str, weights: Weights) -> None:
    """Learn a team's whole history under newly adopted weights. Call it inside a transaction."""
    write(db, learn_again(lessons(db, team=team), Reign(team=team, weights=weights, until=None)))


def write(db: Database, steps: Iterable[Step]) -> None:
    """Write profiles that are not there yet, and their steps. Call it inside a transaction."""
    newest = first(db, "select coalesce(max(id), 0) as id from profiles")
    ids: dict[ProfileKey, int] = {}
    last: dict[ProfileKey, Profile] = {}
    rows = []
    for step in steps:
        number = ids.setdefault(step.key, (newest["id"] if newest else 0) + len(ids) + 1)
        last[step.key] = step.update.after
        rows.append(_step_row(step, number))
    db.conn.executemany(_PROFILE, [_profile_row(number, last[key]) for key, number in ids.items()])
    db.conn.executemany(_STEP, rows)


def _step_row(step: Step, number: int) -> tuple[object, ...]:
    update = step.update
    return (
        number,
        step.lesson.trial.id,
        profile_to_json(update.before) if update.before else None,
        json.dumps(asdict(update.observation)),
        profile_to_json(update.after),
        stamp(step.lesson.at),
    )


def _profile_row(number: int, profile: Profile) -> tuple[object, ...]:
    key = profile.key
    whose = (key.team, key.agent, key.strategy_name, key.strategy_version, key.provenance.value, key.scope)
    return (number, *whose, key.weights, profile_to_json(profile), stamp(profile.updated_at))
