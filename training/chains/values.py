"""The values of a template's variables, from the run and from what earlier stages gave."""

from collections.abc import Mapping

from training.agents.prompt import what_to_do
from training.chains.stage_job import Files
from training.chains.templates import RESULTS
from training.chains.words import shown
from training.model.chain_runs import ChainRun
from training.model.tasks import TaskBrief

NOTHING = "(nothing)"


def values_of(
    run: ChainRun,
    *,
    brief: TaskBrief | None,
    files: Files,
    previous: str,
    results: Mapping[str, str],
    strategy: str,
) -> dict[str, str]:
    """Return every variable's value. The run's own variables never hide ours."""
    defaults = dict(run.chain.variables)
    return {
        **defaults,
        **{name: value for name, value in run.variables if name in defaults},
        "task": f"{brief.title}\n\n{brief.prompt.strip()}\n\n{what_to_do(brief)}" if brief else run.text or NOTHING,
        "files": shown(files) or NOTHING,
        "tests": shown(brief.visible_tests) if brief and brief.visible_tests else NOTHING,
        "previous": previous or NOTHING,
        "input": run.text or NOTHING,
        "strategy": strategy,
        **{RESULTS + name: text for name, text in results.items()},
    }
