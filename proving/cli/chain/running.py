"""Run a chain here and now, again from a stage, and see what ran."""

import secrets
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from proving.cli.acts import note, user_name
from proving.cli.chain.choosing import changed, choose_chain, pairs, read_text, refuse_absent
from proving.cli.chain.watching import Watch, handed
from proving.cli.errors import Failure, Misuse
from proving.cli.interrupting import interruptible
from proving.cli.output import json_option, print_json, print_table
from proving.wiring import Bench, Wiring
from training.chains.agent import refuse_broken, strategy_for
from training.chains.rerunning import position_of, rerun_request
from training.chains.words import shown
from training.model.chain_runs import ChainRun, RunRequest, RunState
from training.model.tasks import Task
from training.model.trials import Trial, Verdict
from training.planning import SEED_LIMIT, BatchRequest, plan_batch
from training.store import Store
from webapp.reading.output import readable

_EXIT_CANCELLED = 130


@click.command()
@click.argument("chain")
@click.option("--task", "task_id", help="The task to work on; its last program is graded.")
@click.option("--input", "text", help="Free text: as it stands, @FILE, or - for stdin. With a task, its {{ input }}.")
@click.option("--agent", "agents", multiple=True, help="NAME for every stage, or STAGE=NAME for one.")
@click.option("--strategy", "strategies", multiple=True, help="NAME for every stage, or STAGE=NAME for one.")
@click.option("--set", "variables", multiple=True, help="A variable of the chain, NAME=VALUE.")
@click.option("--seed", type=click.IntRange(0, SEED_LIMIT - 1), help="Decides draws; a random one is taken otherwise.")
@json_option
@click.pass_obj
def run(wiring: Wiring, /, chain: str, *, as_json: bool, **asked: Any) -> None:
    """Run a chain here and now, showing each stage live. CHAIN is NAME, NAME@VERSION, or a file.

    Exit code 0: the chain came to its end, and on a task its program passed. 1: otherwise. 2: asked wrongly.
    """
    task = wiring.task(asked["task_id"]) if asked["task_id"] else None
    text = read_text(asked["text"])
    if task is None and not text.strip():
        raise Misuse("The chain was given nothing to work on. Give --task ID, or --input TEXT.")
    with wiring.open_store() as store:
        found = changed(choose_chain(wiring, store, chain), asked["agents"], asked["strategies"])
        refuse_broken(found, wiring.known(), on_task=task is not None)
        refuse_absent(wiring, found)
        request = RunRequest(chain=found, text=text, variables=pairs(asked["variables"], found), created_by=user_name())
        seed = secrets.randbelow(SEED_LIMIT) if asked["seed"] is None else asked["seed"]
        _go(wiring, store, request, task, seed=seed, as_json=as_json)


@click.command()
@click.argument("run_id", type=int)
@click.option("--from", "from_stage", required=True, help="The stage to begin from, by name or number (from 1).")
@json_option
@click.pass_obj
def rerun(wiring: Wiring, run_id: int, *, from_stage: str, as_json: bool) -> None:
    """Run a chain again from a stage, with what the stages before it gave in an earlier run."""
    with wiring.open_store() as store:
        old = store.chain_runs.get(run_id)
        position = position_of(old.chain, from_stage)
        task = wiring.task(old.task_id) if old.task_id else None
        request = rerun_request(store, old, position, task=task, by=user_name())
        refuse_absent(wiring, old.chain)
        seed = store.trials.get(old.trial_id).seed if old.trial_id else old.id
        _go(wiring, store, request, task, seed=seed, as_json=as_json)


def _go(wiring: Wiring, store: Store, request: RunRequest, task: Task | None, *, seed: int, as_json: bool) -> None:
    if task is None:
        begun = store.chain_runs.queue(request, now=datetime.now(UTC))
        _announce(store, begun, "free text")
        cancelled = watch(store, begun.id, wiring.desk(run_id=begun.id).work)
    else:
        plan = plan_batch(
            BatchRequest(
                agent=request.chain.agent_name,
                tasks=(task,),
                strategies=(strategy_for(request.chain),),
                repeats=1,
                seed=seed,
                created_by=request.created_by,
            )
        )
        batch, numbers = store.chain_runs.queue_on_tasks(plan, request, now=datetime.now(UTC))
        begun = store.chain_runs.get(numbers[0])
        _announce(store, begun, task.id)
        with wiring.bench() as bench:
            cancelled = watch(store, begun.id, _working(wiring, bench, batch.id))
    if cancelled:
        store.chain_runs.cancel(begun.id, now=datetime.now(UTC))
    conclude(store, begun.id, as_json=as_json)


def _working(wiring: Wiring, bench: Bench, batch_id: int) -> Callable[..., None]:
    return wiring.worker(bench, batch_id=batch_id, slots=1).run


def _announce(store: Store, begun: ChainRun, on: str) -> None:
    chain = begun.chain
    note(store, "ran", "chain", chain.name, team=begun.team, detail=f"run {begun.id}", now=datetime.now(UTC))
    click.echo(f"Run {begun.id}: {chain.name} {chain.version} on {on}", err=True)


def watch(store: Store, run_id: int, work: Callable[..., None]) -> bool:
    """Let somebody work until idle while telling what happens; return whether a person stopped it."""
    stop = threading.Event()
    failure: list[BaseException] = []

    def working() -> None:
        try:
            work(stop, until_idle=True)
        except BaseException as error:  # noqa: BLE001 - raised again on the main thread
            failure.append(error)

    thread = threading.Thread(target=working, name="chain")
    with interruptible(stop):
        thread.start()
        Watch(store, run_id).until(thread)
    if failure:
        raise failure[0]
    return stop.is_set()


def conclude(store: Store, run_id: int, *, as_json: bool) -> None:
    """Tell what a run came to, and leave with the exit code that says so."""
    done = store.chain_runs.get(run_id)
    trial = store.trials.get(done.trial_id) if done.trial_id else None
    if as_json:
        print_json(summary(store, done, trial))
    else:
        _print(store, done, trial)
    if done.state is RunState.CANCELLED:
        sys.exit(_EXIT_CANCELLED)
    if done.state is not RunState.DONE:
        stages = store.chain_runs.stages(done.id)
        again = f"proving chain rerun {done.id} --from {stages[-1].start.stage if stages else 1}"
        raise Failure(f"{readable(done.reason)} Run again from there: {again}")
    if trial is not None and trial.verdict is not Verdict.PASSED:
        raise Failure(f"The program did not pass: {readable(trial.reason or '')}")


def summary(store: Store, done: ChainRun, trial: Trial | None) -> dict[str, Any]:
    """Return a run as JSON's fields."""
    return {
        "run_id": done.id,
        "chain": done.chain.name,
        "version": done.chain.version,
        "state": done.state,
        "failure": done.failure,
        "reason": done.reason,
        "task_id": done.task_id,
        "verdict": trial.verdict if trial else None,
        "score": trial.score if trial else None,
        "trial_id": done.trial_id,
        "tokens": done.tokens,
        "cost_usd": done.cost_usd,
        "result": done.result,
        "choices": done.choices,
        "program": {file.path: file.content.decode(errors="replace") for file in done.program or ()},
        "stages": [
            {
                "stage": one.start.stage,
                "attempt": one.start.attempt,
                "agent": one.start.agent,
                "strategy": one.start.strategy,
                "state": one.state,
                "seconds": one.seconds,
                "failure": one.end.failure if one.end else None,
                "reason": one.end.reason if one.end else "",
                "turns": one.end.turns if one.end else None,
                "tokens": one.end.tokens if one.end else None,
                "cost_usd": one.end.cost_usd if one.end else None,
                "note": one.start.note,
            }
            for one in store.chain_runs.stages(done.id)
        ],
        "hand_offs": [
            {
                "from": one.from_stage,
                "to": one.to_stage,
                "form": one.form,
                "sent_bytes": one.sent_bytes,
                "passed_bytes": one.passed_bytes,
                "redactions": one.redactions,
                "arrived": one.arrived,
            }
            for one in store.chain_runs.hand_offs(done.id)
        ],
    }


def _print(store: Store, done: ChainRun, trial: Trial | None) -> None:
    hand_offs = store.chain_runs.hand_offs(done.id)
    arrived = sum(one.arrived for one in hand_offs)
    click.echo(f"{done.state}: {arrived} of {len(hand_offs)} hand-offs arrived", err=True)
    if trial is not None and trial.verdict is not None:
        colour = {Verdict.PASSED: "green", Verdict.FAILED: "red"}.get(trial.verdict, "yellow")
        score = f", score {trial.score:.1f}" if trial.score is not None else ""
        click.echo(f"{click.style(trial.verdict.value, fg=colour, bold=True)}{score}: {trial.reason}", err=True)
    result = shown(done.program) if done.program else done.result
    if result:
        click.echo(readable(result))


@click.command()
@click.option("--chain", "name", help="Only this chain's.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 500), help="How many, newest first.")
@json_option
@click.pass_obj
def runs(wiring: Wiring, *, name: str | None, limit: int, as_json: bool) -> None:
    """List runs, newest first."""
    with wiring.open_store() as store:
        found = store.chain_runs.list(name=name, limit=limit)
        if as_json:
            trials = {one.id: store.trials.get(one.trial_id) if one.trial_id else None for one in found}
            print_json([summary(store, one, trials[one.id]) for one in found])
            return
    rows = [
        (one.id, one.chain.name, one.chain.version, one.task_id or "(text)", one.state, one.verdict, one.reason)
        for one in found
    ]
    columns = ("run", "chain", "version", "on", "state", "verdict", "why")
    print_table(columns, rows, empty="No chain was run yet. Run one: proving chain run NAME --task ID")


@click.command()
@click.argument("run_id", type=int)
@json_option
@click.pass_obj
def result(wiring: Wiring, run_id: int, *, as_json: bool) -> None:
    """Show one run: its stages, hand-offs and result."""
    with wiring.open_store() as store:
        found = store.chain_runs.get(run_id)
        trial = store.trials.get(found.trial_id) if found.trial_id else None
        if as_json:
            print_json(summary(store, found, trial))
            return
        Watch(store, run_id).look()
        for hand_off in store.chain_runs.hand_offs(run_id):
            click.echo(f"{handed(hand_off)}{', arrived' if hand_off.arrived else ''}", err=True)
        _print(store, found, trial)


@click.command()
@click.argument("run_id", type=int)
@click.pass_obj
def cancel(wiring: Wiring, run_id: int) -> None:
    """Cancel a run: what is under way is ended, with every process that it started."""
    with wiring.open_store() as store:
        found = store.chain_runs.cancel(run_id, now=datetime.now(UTC))
        note(
            store,
            "cancelled",
            "chain",
            found.chain.name,
            team=found.team,
            detail=f"run {run_id}",
            now=datetime.now(UTC),
        )
    click.echo(f"Run {run_id} is {found.state}.")


COMMANDS = (run, rerun, runs, result, cancel)
