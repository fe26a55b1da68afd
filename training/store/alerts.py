"""Alerts: rules that teams keep, looked at whenever a trial has taught something, and what they said."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from training.alerts import check_rule, judge
from training.errors import NotFoundError
from training.model.alerts import Alert, AlertRule, Judgement, Watched
from training.model.profiles import Profile, RecordedUpdate
from training.model.trials import Provenance, Trial
from training.model.webhooks import Topic
from training.store.audit import Audit
from training.store.connection import change, first, known_moment, rows, stamp, storable, writing
from training.store.lessons import keys_of
from training.store.outbox import Outbox
from training.store.profiles import Profiles
from training.store.promotions import Promotions
from training.store.rows import profile_from_json
from training.store.scores import Scores

_PLAIN = ("id", "team", "agent", "strategy_name", "scope", "threshold", "baseline", "window", "created_by")

_SAID = """select alerts.id as alert_id, alerts.raised as was_raised, alerts.words, alerts.trial_id, alerts.at,
    alert_rules.* from alerts join alert_rules on alert_rules.id = alerts.rule_id"""


class Alerts:
    """Rules and what came of them."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._audit = Audit(db)
        self._outbox = Outbox(db)
        self._profiles = Profiles(db)
        self._promotions = Promotions(db)
        self._scores = Scores(db)

    def add(self, rule: AlertRule, *, now: datetime) -> AlertRule:
        """Keep a rule.

        Raises:
            InvalidRuleError: a rule that can't be meant.
            NotFoundError: its baseline was never promoted.
        """
        check_rule(rule)
        if rule.baseline is not None:
            self._promotions.get(rule.baseline, team=rule.team)
        row = {name: getattr(rule, name) for name in _PLAIN if name != "id"}
        with writing(self._db):
            self._db.table("alert_rules").insert(
                {**row, "measure": rule.measure.value, "raised": 0, "created_at": stamp(now)}
            )
            found = first(self._db, "select * from alert_rules order by id desc limit 1")
        return _rule(found or {})

    def rules(self, *, team: str) -> tuple[AlertRule, ...]:
        """Return a team's rules, oldest first."""
        found = rows(self._db, "select * from alert_rules where team = :team and gone = 0 order by id", team=team)
        return tuple(_rule(row) for row in found)

    def remove(self, rule_id: int, *, team: str) -> None:
        """Forget a rule; what it said stays.

        Raises:
            NotFoundError: the team has none of that id.
        """
        with writing(self._db):
            gone = change(
                self._db,
                "update alert_rules set gone = 1 where id = :id and team = :team and gone = 0",
                id=rule_id,
                team=team,
            )
        if not gone:
            raise NotFoundError(f"There is no alert rule {rule_id}.")

    def standing(self, *, team: str) -> tuple[Alert, ...]:
        """Return what the rules said that are raised now, newest first."""
        sql = (
            f"{_SAID} where alert_rules.team = :team and alert_rules.raised = 1 and alert_rules.gone = 0"  # noqa: S608
            " and alerts.id = (select max(id) from alerts where rule_id = alert_rules.id) order by alerts.id desc"
        )
        return tuple(_alert(row) for row in rows(self._db, sql, team=team))

    def list(self, *, team: str, after: int | None = None, limit: int = 50) -> tuple[Alert, ...]:
        """Return what a team's rules have said, newest first; `after` is the last id already seen."""
        sql = (
            f"{_SAID} where alert_rules.team = :team and (:after is null or alerts.id < :after)"
            " order by alerts.id desc limit :limit"
        )
        return tuple(_alert(row) for row in rows(self._db, sql, team=team, after=after, limit=limit))

    def judged(self, rule: AlertRule) -> Judgement:
        """Return what a rule says now of the newest version of its strategy."""
        weights = int(self._scores.active(rule.team).version)
        baseline = self._baseline(rule, weights)
        return judge(rule, self._values(rule, baseline, weights), baseline=baseline, weights=weights)

    def consider(self, trial: Trial, *, now: datetime) -> None:
        """Look at the rules that a closed trial concerns. Call it inside the transaction that closes the trial."""
        if trial.provenance is not Provenance.REAL:
            return
        scopes = {key.scope for key in keys_of(trial, weights=1)}
        for rule in self.rules(team=trial.team):
            if (rule.agent, rule.strategy_name) == (trial.agent, trial.strategy_name) and rule.scope in scopes:
                self._settle(rule, self.judged(rule), trial_id=trial.id, now=now)

    def consider_all(self, *, team: str, now: datetime) -> tuple[tuple[AlertRule, Judgement], ...]:
        """Look at every rule of a team now, and return what each says."""
        with writing(self._db):
            found = tuple((rule, self.judged(rule)) for rule in self.rules(team=team))
            for rule, judgement in found:
                self._settle(rule, judgement, trial_id=None, now=now)
        return found

    def _settle(self, rule: AlertRule, judgement: Judgement, *, trial_id: int | None, now: datetime) -> None:
        if judgement.raised == rule.raised:
            return
        change(self._db, "update alert_rules set raised = :raised where id = :id", id=rule.id, raised=judgement.raised)
        self._db.table("alerts").insert(
            {
                "rule_id": rule.id,
                "raised": int(judgement.raised),
                "words": storable(judgement.words),
                "trial_id": trial_id,
                "at": stamp(now),
            }
        )
        topic = Topic.ALERT_RAISED if judgement.raised else Topic.ALERT_CLEARED
        content = _content(rule, judgement, trial_id)
        self._audit.append(kind=topic.value, subject=rule.id, content=content, now=now)
        self._outbox.add(topic, content, team=rule.team, now=now)

    def _values(self, rule: AlertRule, baseline: Profile | None, weights: int) -> tuple[float, ...]:
        steps = self._steps(rule, weights)
        if baseline is not None and steps and _is_same(steps[-1].update.after, baseline):
            # what the baseline itself was learnt from is no evidence against it
            steps = [step for step in steps if step.update.after.trials > baseline.trials]
        return _values(steps, rule.measure)

    def _steps(self, rule: AlertRule, weights: int) -> Sequence[RecordedUpdate]:
        row = first(self._db, _NEWEST_PROFILE, **_whose(rule), weights=weights)
        return list(self._profiles.history(row["id"], limit=rule.window)) if row else []

    def _baseline(self, rule: AlertRule, weights: int) -> Profile | None:
        if rule.baseline is None:
            return None
        promotion = self._promotions.find(rule.baseline, team=rule.team)
        mine = [
            profile
            for profile in (promotion.profiles if promotion else ())
            if (profile.key.agent, profile.key.strategy_name, profile.key.scope)
            == (rule.agent, rule.strategy_name, rule.scope)
        ]
        found = max(mine, key=lambda profile: profile.updated_at, default=None)
        return self._under(found, weights) if found else None

    def _under(self, profile: Profile, weights: int) -> Profile:
        """Return a profile as the same trials made it under other weights, or itself where that is not known here."""
        profile_id = self._profiles.find_id(replace(profile.key, weights=weights))
        row = first(self._db, _NTH_STEP, profile_id=profile_id, n=profile.trials)
        found = profile_from_json(row["after"]) if row else profile
        # one that was copied from elsewhere may have had other trials
        is_known = replace(found, key=profile.key, score=profile.score) == profile
        return found if is_known else profile


_NEWEST_PROFILE = """
select id from profiles where team = :team and agent = :agent and strategy_name = :strategy_name and scope = :scope
    and provenance = 'real' and weights = :weights order by updated_at desc, id desc limit 1
"""


_NTH_STEP = "select after from profile_updates where profile_id = :profile_id order by id limit 1 offset :n - 1"


def _is_same(one: Profile, other: Profile) -> bool:
    """Whether both are of the same version of the strategy, under whatever weights."""
    return replace(one.key, weights=0) == replace(other.key, weights=0)


def _whose(rule: AlertRule) -> dict[str, str]:
    return {name: getattr(rule, name) for name in ("team", "agent", "strategy_name", "scope")}


def _values(steps: Sequence[RecordedUpdate], measure: Watched) -> tuple[float, ...]:
    seen = [step.update.observation for step in steps]
    if measure is Watched.SUCCESS:
        return tuple(float(one.success) for one in seen)
    return tuple(one.score for one in seen if one.score is not None)


def _content(rule: AlertRule, judgement: Judgement, trial_id: int | None) -> dict[str, Any]:
    interval = judgement.interval
    return {
        **{name: value for name, value in asdict(rule).items() if name in _PLAIN},
        "measure": rule.measure.value,
        "words": judgement.words,
        "n": judgement.n,
        "mean": judgement.mean,
        "interval": [interval.low, interval.high] if interval else None,
        "confidence": interval.confidence if interval else None,
        "trial_id": trial_id,
    }


def _rule(row: dict[str, Any]) -> AlertRule:
    return AlertRule(
        **{name: row[name] for name in _PLAIN},
        measure=Watched(row["measure"]),
        created_at=known_moment(row["created_at"]),
        raised=bool(row["raised"]),
    )


def _alert(row: dict[str, Any]) -> Alert:
    return Alert(
        id=row["alert_id"],
        rule=_rule(row),
        raised=bool(row["was_raised"]),
        words=row["words"],
        trial_id=row["trial_id"],
        at=known_moment(row["at"]),
    )
