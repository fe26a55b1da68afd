"""A chain against a single agent, on the same tasks."""

import secrets
import threading
from datetime import UTC, datetime
from typing import Any

import click

from proving.cli.acts import note, user_name
from proving.cli.chain.choosing import changed, choose_chain, refuse_absent
from proving.cli.choosing import TASKS_HELP, choose_tasks
from proving.cli.errors import Failure
from proving.cli.interrupting import interruptible
from proving.cli.output import json_option, percent_interval, print_json, print_table
from proving.wiring import Bench, Wiring
from training.chains.agent import refuse_broken, strategy_for
from training.compare import Comparison, compare, outcomes_by_task
from training.model.batches import Batch
from training.model.chain_runs import RunRequest
from training.model.chains import Chain
from training.model.trials import Trial, Verdict
from training.passes import success_interval
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from training.statistics import shared
from training.store import Store
from training.trends import Measure

_UNITS = {Measure.SUCCESS: ("points", 100.0), Measure.SCORE: ("points", 1.0), Measure.EXECUTION_MS: ("ms", 1.0)}


@click.command("compare")
@click.argument("chain")
@click.option("--with-agent", "single", required=True, help="The single agent to compare with.")
@click.option("--strategy", required=True, help="The strategy that the single agent works under.")
@click.option("--tasks", required=True, help=TASKS_HELP)
@click.option("--repeats", default=1, show_default=True, type=click.IntRange(1, 100), help="How often each task.")
@click.option("--agent", "agents", multiple=True, help="For the chain: NAME for every stage, or STAGE=NAME for one.")
@click.option("--seed", type=click.IntRange(0, SEED_LIMIT - 1), help="Decides order and draws of both sides.")
@json_option
@click.pass_obj
def compare_chain(wiring: Wiring, /, chain: str, *, as_json: bool, **asked: Any) -> None:
    """Run a chain and a single agent on the same tasks, and say what may be said of the difference."""
    tasks = choose_tasks(asked["tasks"], wiring.catalogue)
    strategy = wiring.strategy(asked["strategy"])
    seed = secrets.randbelow(SEED_LIMIT) if asked["seed"] is None else asked["seed"]
    missing = wiring.agent(asked["single"]).check()
    if missing:
        raise Failure(missing)
    with wiring.open_store() as store:
        found = changed(choose_chain(wiring, store, chain), asked["agents"], ())
        refuse_broken(found, wiring.known(), on_task=True)
        refuse_absent(wiring, found)
        plain = {"tasks": tasks, "repeats": asked["repeats"], "seed": seed, "created_by": user_name()}
        ours = BatchRequest(agent=found.agent_name, strategies=(strategy_for(found),), **plain)
        theirs = BatchRequest(agent=asked["single"], strategies=(strategy,), **plain)
        now = datetime.now(UTC)
        request = RunRequest(chain=found, created_by=user_name())
        left, _ = store.chain_runs.queue_on_tasks(plan_batch(ours), request, now=now)
        right = store.batches.create(plan_batch(theirs), now=now)
        note(store, "compared", "chain", found.name, team=left.team, detail=f"with {asked['single']}", now=now)
        _run(wiring, store, (left, right))
        sides = [store.batches.grid(batch.id) for batch in (left, right)]
    _tell(found, asked["single"], sides, batches=(left.id, right.id), as_json=as_json)


def _run(wiring: Wiring, store: Store, batches: tuple[Batch, ...]) -> None:
    with wiring.bench() as bench:
        for batch in batches:
            click.echo(f"Batch {batch.id}: {batch.counts.total} trials by {batch.agent}", err=True)
            if _interrupted(wiring, bench, batch):
                for one in batches:
                    store.batches.cancel(one.id, now=datetime.now(UTC))
                raise Failure("It was stopped before both sides were done. What ran is kept.")


def _interrupted(wiring: Wiring, bench: Bench, batch: Batch) -> bool:
    stop = threading.Event()
    worker = wiring.worker(bench, batch_id=batch.id)
    thread = threading.Thread(target=worker.run, args=(stop,), kwargs={"until_idle": True}, name="worker")
    with interruptible(stop):
        thread.start()
        while thread.is_alive():
            thread.join(0.2)
    return stop.is_set()


def _tell(
    chain: Chain, single: str, sides: list[tuple[Trial, ...]], *, batches: tuple[int, int], as_json: bool
) -> None:
    # of several comparisons at 95 % one would stand out by chance
    confidence = shared(len(Measure))
    found = {
        measure: compare(
            outcomes_by_task(sides[0], measure), outcomes_by_task(sides[1], measure), confidence=confidence
        )
        for measure in Measure
    }
    names = (chain.agent_name, single)
    if as_json:
        rows = [{**_side(trials), "agent": name} for name, trials in zip(names, sides, strict=True)]
        told = {measure: {**vars(one), "pairs": [vars(pair) for pair in one.pairs]} for measure, one in found.items()}
        print_json({"batches": batches, "sides": rows, "comparison": told})
        return
    rows_shown = [_shown(name, _side(trials)) for name, trials in zip(names, sides, strict=True)]
    print_table(("agent", "passed", "judged", "95 % interval", "errored", "cost"), rows_shown)
    print_table(
        ("measure", "tasks in pairs", "chain minus single", f"{confidence * 100:.1f} % interval", "what may be said"),
        [_compared(measure, one) for measure, one in found.items()],
    )


def _side(trials: tuple[Trial, ...]) -> dict[str, Any]:
    judged = [trial for trial in trials if trial.verdict in {Verdict.PASSED, Verdict.FAILED}]
    costs = [trial.cost_usd for trial in trials if trial.cost_usd is not None]
    return {
        "judged": len(judged),
        "passed": sum(trial.verdict is Verdict.PASSED for trial in judged),
        "success_interval": success_interval(judged),
        "errored": sum(trial.verdict is Verdict.ERRORED for trial in trials),
        "cost_usd": sum(costs) if costs else None,
    }


def _shown(name: str, side: dict[str, Any]) -> tuple[Any, ...]:
    interval = percent_interval(side["success_interval"])
    cost = f"${side['cost_usd']:.2f}" if side["cost_usd"] is not None else None
    return (name, side["passed"], side["judged"], interval, side["errored"], cost)


def _compared(measure: Measure, one: Comparison) -> tuple[Any, ...]:
    unit, factor = _UNITS[measure]
    interval = one.interval
    range_ = f"{interval.low * factor:+.1f} to {interval.high * factor:+.1f}" if interval else None
    difference = f"{one.difference * factor:+.1f} {unit}" if one.difference is not None else None
    return (measure.value, len(one.pairs), difference, range_, one.word.value)


COMMANDS = (compare_chain,)
