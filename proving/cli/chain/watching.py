"""A run of a chain as it happens, line by line."""

import threading
from collections.abc import Iterator

import click

from proving.cli.output import milliseconds
from training.chains.telling import told
from training.model.chain_runs import ChainEvent, HandOff, StageRun, StageState
from training.store import Store
from webapp.reading.output import readable

POLL_SECONDS = 0.15
MOST_LINES = 100_000
_KIB = 1024
_MARKS = {
    StageState.DONE: ("✓", "green"),
    StageState.REUSED: ("↺", "cyan"),
    StageState.SKIPPED: ("↷", "yellow"),
    StageState.FAILED: ("✗", "red"),
}


class Watch:
    """Tells on stderr what is new in a run since the last look."""

    def __init__(self, store: Store, run_id: int) -> None:
        self._store, self._run_id = store, run_id
        self._event = 0
        self._begun: set[int] = set()
        self._ended: set[int] = set()
        self._handed = 0

    def until(self, thread: threading.Thread) -> None:
        """Tell until a thread has ended, and whatever came last."""
        while thread.is_alive():
            thread.join(POLL_SECONDS)
            self.look()
        self.look()

    def look(self) -> None:
        """Tell what is new."""
        # the stages first: of one that had ended by then, the events hold every line
        stages = self._store.chain_runs.stages(self._run_id)
        events = self._store.chain_runs.events(self._run_id, after=self._event, limit=MOST_LINES)
        for stage in stages:
            if stage.id not in self._begun:
                self._begin(stage)
            for event in events:
                if event.stage_run_id == stage.id:
                    click.echo(_line(event), err=True)
            if stage.state is not StageState.RUNNING and stage.id not in self._ended:
                self._ended.add(stage.id)
                click.echo(_outcome(stage), err=True)
        self._event = max((event.id for event in events), default=self._event)

    def _begin(self, stage: StageRun) -> None:
        self._begun.add(stage.id)
        start = stage.start
        again = f", attempt {start.attempt}" if start.attempt > 1 else ""
        click.echo(f"▸ {click.style(start.stage, bold=True)}  {start.agent}, {start.strategy}{again}", err=True)
        hand_offs = self._store.chain_runs.hand_offs(self._run_id)
        for hand_off in hand_offs[self._handed :]:
            click.echo(f"  ⇢ {handed(hand_off)}", err=True)
        self._handed = len(hand_offs)


def handed(hand_off: HandOff) -> str:
    """Return a hand-off in one line."""
    cut = f", cut from {_size(hand_off.sent_bytes)}" if hand_off.is_truncated else ""
    hidden = f", {hand_off.redactions} secrets taken out" if hand_off.redactions else ""
    size = _size(hand_off.passed_bytes)
    return f"{hand_off.from_stage} → {hand_off.to_stage}: {size} as {hand_off.form}{cut}{hidden}"


def _size(count: int) -> str:
    return f"{count} bytes" if count < _KIB else f"{count / _KIB:.1f} KiB"


def _line(event: ChainEvent) -> str:
    return f"  {click.style(f'{event.at:%H:%M:%S}', dim=True)} {readable(told(event.line))}"


def _outcome(stage: StageRun) -> str:
    mark, colour = _MARKS.get(stage.state, ("■", "yellow"))
    return f"{click.style(mark, fg=colour)} {stage.start.stage}  {', '.join(_facts(stage))}"


def _facts(stage: StageRun) -> Iterator[str]:
    yield stage.state.value
    if stage.seconds is not None:
        yield milliseconds(stage.seconds * 1000)
    end = stage.end
    if end is None:
        return
    if end.turns is not None:
        yield f"{end.turns} turns"
    if end.tokens is not None:
        yield f"{end.tokens} tokens"
    if end.cost_usd is not None:
        yield f"${end.cost_usd:.4f}"
    if end.failure is not None:
        yield readable(f"{end.failure}: {end.reason}")
    if stage.start.note:
        yield readable(stage.start.note)
