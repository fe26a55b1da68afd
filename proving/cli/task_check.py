"""`proving task check`: proves tasks in the sandbox, quickly or in full."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import click

from proving.cli.errors import EXIT_FAILURE
from proving.cli.output import json_option, print_json
from proving.wiring import Wiring
from sandbox.model import Trust
from sandbox.runner import Runner
from training.errors import TaskFolderError, UnknownTaskError
from training.model.tasks import Task
from training.tasks import Catalogue, TaskCheck, TaskProof, check_task, load_task, prove_task
from training.tasks.proof import MUTANTS


@click.command()
@click.argument("wanted", metavar="[ID | PATH]...", nargs=-1)
@click.option("--full", is_flag=True, help="Prove that tests are steady, in any order, and notice bugs.")
@click.option("--mutants", metavar="N", type=click.IntRange(min=1), default=MUTANTS, show_default=True,
              help="With --full: the most bugs to try on a task.")  # fmt: skip
@click.option("--seed", metavar="S", type=int, default=0, show_default=True, help="With --full: which bugs and orders.")
@json_option
@click.pass_obj
def check(wiring: Wiring, wanted: tuple[str, ...], *, full: bool, mutants: int, seed: int, as_json: bool) -> None:
    r"""Prove tasks in the sandbox: the reference passes every test, the starter does not.

    Names tasks by their ids, their folders, or folders of task folders; without any, every task there is. With --full
    the tests must also pass ten times in a row and in random orders, and the hidden tests must notice nine in ten of
    the bugs that are put into the reference; those that they do not notice are listed. Exits with 1 when one is not
    sound.

    \b
    Examples:
      proving task check
      proving task check stamp-book ledger-line --full
      proving task check tasks/ --json
    """
    found = [_load(folder) for folder in folders_of(wanted, wiring.catalogue)]
    checks = [item for item in found if isinstance(item, TaskCheck)]
    for broken in checks:
        _say(broken, quiet=as_json)
    tasks = [item for item in found if isinstance(item, Task)]

    def examine(task: Task, runner: Runner) -> TaskCheck:
        return prove_task(task, runner, mutants=mutants, seed=seed) if full else check_task(task, runner)

    for result in _examined(wiring, tasks, examine) if tasks else ():
        checks.append(result)
        _say(result, quiet=as_json)
    checks.sort(key=lambda result: result.id)
    if as_json:
        print_json([_plain(result) for result in checks])
    else:
        click.echo(f"{sum(result.valid for result in checks)} of {len(checks)} tasks are sound.")
    sys.exit(0 if all(result.valid for result in checks) else EXIT_FAILURE)


def folders_of(wanted: Iterable[str], catalogue: Catalogue) -> tuple[Path, ...]:
    """Return the folders that ids and paths stand for.

    Raises:
        UnknownTaskError: neither a task of that id nor a folder of that name is there.
    """
    by_id = {folder.name: folder for folder in catalogue.folders()}
    folders = [folder for word in wanted for folder in _meant(word, by_id)]
    return tuple(dict.fromkeys(folders)) if folders else tuple(by_id.values())


def _meant(word: str, by_id: dict[str, Path]) -> tuple[Path, ...]:
    if word in by_id:
        return (by_id[word],)
    path = Path(word)
    if not path.is_dir():
        raise UnknownTaskError(f"No task is called {word!r}, and no folder either. See the ids with: proving task list")
    inside = tuple(sorted(file.parent for file in path.glob("*/task.toml")))
    return inside if inside and not (path / "task.toml").exists() else (path,)


def _load(folder: Path) -> Task | TaskCheck:
    try:
        return load_task(folder)
    except TaskFolderError as error:
        return TaskCheck(id=folder.name, valid=False, problems=(str(error),), trust=Trust.NONE)


def _examined(wiring: Wiring, tasks: list[Task], examine: Callable[[Task, Runner], TaskCheck]) -> Iterator[TaskCheck]:
    """Give the results as they come, and say on stderr how far it is."""
    progress = _Progress(total=len(tasks), began=time.monotonic())
    with wiring.bench() as bench, ThreadPoolExecutor(wiring.settings.worker_slots) as pool:
        waited = [pool.submit(examine, task, bench.runner) for task in tasks]
        try:
            for done, future in enumerate(as_completed(waited), start=1):
                progress.show(done)
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, kw_only=True)
class _Progress:
    """How far it is, for somebody who watches; nothing where stderr is a file."""

    total: int
    began: float

    def show(self, done: int) -> None:
        if not sys.stderr.isatty():
            return
        left = (time.monotonic() - self.began) / done * (self.total - done)
        click.echo(f"\r\033[K[{done}/{self.total}] about {left:.0f} s left ", err=True, nl=done == self.total)


def _say(result: TaskCheck, *, quiet: bool) -> None:
    mark = click.style("sound", fg="green") if result.valid else click.style("not sound", fg="red")
    noticed = ""
    if isinstance(result, TaskProof):
        noticed = f", notices {result.strength.killed} of {result.strength.tried} bugs"
    click.echo(f"{mark}  {result.id}  ({result.trust}{noticed})", err=quiet)
    for problem in result.problems:
        click.echo(f"    {problem}", err=quiet)
    for survivor in result.strength.survivors if isinstance(result, TaskProof) else ():
        accepted = f"  (accepted: {survivor.accepted})" if survivor.accepted else ""
        click.echo(f"    {survivor.path}:{survivor.line}  {survivor.edit}{accepted}", err=quiet)


def _plain(result: TaskCheck) -> dict[str, object]:
    table: dict[str, object] = {
        "id": result.id,
        "valid": result.valid,
        "problems": list(result.problems),
        "trust": result.trust,
        "proof": "full" if isinstance(result, TaskProof) else "quick",
    }
    if isinstance(result, TaskProof):
        strength = result.strength
        table |= {
            "repeats": result.repeats,
            "orders": result.orders,
            "mutants": {
                "tried": strength.tried,
                "killed": strength.killed,
                "share": round(strength.share, 4),
                "survivors": list(strength.survivors),
            },
        }
    return table
