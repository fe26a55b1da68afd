"""Two thousand trials with every ending among them: each number that was learnt must follow from the executions."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from click.testing import CliRunner

from proving.cli.root import cli
from proving.config import load_settings
from proving.wiring import Wiring
from sandbox.fake import FakeRunner, ended, judged
from sandbox.linting import LintReport
from sandbox.model import ExecutionResult, ExecutionSpec, Outcome, SourceFile
from tests.training.builders import NOON, ScriptedAgent, a_candidate, a_request, a_strategy, a_task, queue
from training.model.batches import DEFAULT_TEAM
from training.model.scores import Weights
from training.model.tasks import Difficulty
from training.model.trials import Lease, TrialRecord, Verdict
from training.store import Store
from training.trainer import Trainer, TrialJob

TASKS = {
    task.id: task
    for task in (a_task("one"), a_task("two", difficulty=Difficulty.HARD), a_task("three", category="strings"))
}
STRATEGIES = {strategy.name: strategy for strategy in (a_strategy("bold"), a_strategy("calm"))}
TRIALS = 2000


class Weather:
    """A script and a linter: some executions fail on our side, some meet a limit, some programs are wrong or untidy."""

    def __init__(self) -> None:
        self._random = Random(9)  # noqa: S311 - repeatable on purpose

    def execute(self, spec: ExecutionSpec) -> ExecutionResult:
        luck = self._random.random()
        if luck < 0.04:
            return ended(spec, Outcome.INFRA_ERROR)
        if luck < 0.08:
            return ended(spec, Outcome.WALL_TIMEOUT)
        result = judged(spec, {"a": True, "b": luck < 0.7, "c": True})
        assert result.usage is not None
        return replace(result, usage=replace(result.usage, wall_ms=self._random.uniform(20, 400)), image_digest="sha:1")

    def lint(self, files: tuple[SourceFile, ...]) -> LintReport | None:
        del files
        if self._random.random() < 0.2:
            return None
        return LintReport(linter="fake", files=1, lines=20, errors=0, warnings=self._random.randint(0, 4))


class Days:
    """Works through the queue, lease by lease, on a clock of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._random = Random(5)  # noqa: S311 - repeatable on purpose
        weather = Weather()
        self._trainer = Trainer(FakeRunner(weather.execute), linter=weather, clock=lambda: self.now)
        self.now: datetime = NOON
        self.closed = 0

    def work(self, *, most: int, rate: float) -> None:
        end = self.closed + most
        while self.closed < end:
            lease = self._store.trials.lease(owner="one", now=self.now, seconds=60)
            if lease is None:
                return
            self.now += timedelta(seconds=self._random.uniform(0.1, 9))
            if self._random.random() < 0.01:
                self.now += timedelta(seconds=61)  # the worker was lost
                continue
            self._store.trials.close(lease, self._record(lease), now=self.now, rate=rate)
            self.closed += 1

    def _record(self, lease: Lease) -> TrialRecord:
        if self._random.random() < 0.02:
            return TrialRecord(verdict=Verdict.CANCELLED, reason="It was cancelled.")
        agent = ScriptedAgent((a_candidate(), a_candidate(final=True)))
        task, strategy = TASKS[lease.trial.task_id], STRATEGIES[lease.trial.strategy_name]
        job = TrialJob(trial=lease.trial, task=task, strategy=strategy, agent=agent, reference_ms=100.0)
        return self._trainer.run(job)


def test_two_thousand_trials_leave_profiles_that_follow_to_the_last_bit(store: Store) -> None:
    days = Days(store)
    request = a_request(tasks=TASKS.values(), strategies=STRATEGIES.values(), repeats=88)
    batches = [queue(store, request, now=NOON) for _ in range(4)]
    days.work(most=700, rate=0.4)
    store.batches.cancel(batches[1].id, now=days.now)
    days.work(most=400, rate=0.25)
    store.scores.adopt(Weights(correctness=50, speed=30, quality=20), team=DEFAULT_TEAM, by="ada", now=days.now)
    while days.closed < TRIALS:
        days.work(most=TRIALS - days.closed, rate=0.4)
        for batch in batches:
            store.batches.retry_errored(batch.id, now=days.now)
        queue(store, request, now=days.now)
        days.now += timedelta(minutes=1)

    endings = dict.fromkeys(Verdict, 0)
    for batch in store.batches.list(limit=500):
        counts = store.batches.get(batch.id).counts
        for verdict in Verdict:
            endings[verdict] += getattr(counts, verdict.value)
    assert all(endings[verdict] > 20 for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.CANCELLED))
    assert store.profiles.check() == ()
    assert store.rollups.check() == ()

    settings, _ = load_settings({"PROVING_DATABASE": str(store.path), "PROVING_CONFIG": "/none"})
    told = CliRunner().invoke(cli, ["profile", "rebuild", "--check"], obj=Wiring(settings))
    assert told.exit_code == 0
    assert "to the last bit" in told.stdout

    newest = "(select max(id) from executions where verdict = 'passed')"
    store._db.execute(f"update executions set wall_ms = wall_ms + 0.001 where id = {newest}")  # noqa: S608 - our own
    broken = CliRunner().invoke(cli, ["profile", "rebuild", "--check"], obj=Wiring(settings))
    assert broken.exit_code == 1
