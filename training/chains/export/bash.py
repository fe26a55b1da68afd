"""A chain as a bash script: the plain command lines, and between them a small adapter in Python."""

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sandbox.model import SourceFile
from training.agents.command.agent import CommandAgent
from training.agents.command.presets import Mode, PromptBy, ReplyAs
from training.agents.llm.agent import LlmAgent
from training.agents.prompt import what_to_do
from training.chains.agent import Workshop
from training.chains.errors import InvalidChainError
from training.chains.graph import ancestors, befores, ordered
from training.chains.templates import RESULTS, variables_in
from training.chains.values import NOTHING
from training.chains.words import how_to_answer, shown
from training.model.agents import Agent
from training.model.batches import DEFAULT_TEAM
from training.model.chain_runs import Choice
from training.model.chains import TESTS, Chain, OnFailure, Stage
from training.model.tasks import TaskBrief

_ADAPTER = Path(__file__).with_name("adapter.py")
_GRACE_SECONDS = 2


@dataclass(frozen=True, kw_only=True)
class Material:
    """What a script of a team works on: a task, or free text; `choices` are the strategies of its stages."""

    choices: tuple[Choice, ...]
    brief: TaskBrief | None = None
    text: str = ""
    variables: tuple[tuple[str, str], ...] = ()
    team: str = DEFAULT_TEAM


@dataclass(frozen=True, kw_only=True)
class _Step:
    """One stage as the script does it."""

    stage: Stage
    command: tuple[str, ...]
    reply: ReplyAs
    mode: Mode
    prompt: PromptBy
    fixed: tuple[tuple[str, str], ...] = ()


def to_bash(chain: Chain, material: Material, workshop: Workshop) -> str:
    """Return the script's text.

    Raises:
        InvalidChainError: a stage is done by something that is here alone, so that no script could do it.
    """
    steps = [_step(stage, workshop) for stage in ordered(chain)]
    plan = json.dumps(_plan(chain, steps, material, workshop), indent=1, ensure_ascii=True)
    runs = "\n".join(_function(number, step, steps) for number, step in enumerate(steps, 1))
    calls = "\n".join(_call(number, step) for number, step in enumerate(steps, 1))
    programs = " ".join(dict.fromkeys(shlex.quote(step.command[0]) for step in steps))
    title = " ".join(chain.title.split())
    return _SCRIPT.format(
        title=title,
        name=chain.name,
        version=chain.version,
        programs=programs,
        adapter=_ADAPTER.read_text(encoding="utf-8"),
        plan=plan,
        functions=runs,
        calls=calls,
    )


def _step(stage: Stage, workshop: Workshop) -> _Step:
    agent: Agent | None = None if stage.agent == TESTS else workshop.agent(stage.agent)
    if isinstance(agent, CommandAgent):
        preset = agent.preset
        return _Step(
            stage=stage,
            command=preset.command,
            reply=preset.reply,
            mode=preset.mode,
            prompt=preset.prompt,
            fixed=tuple(preset.fixed.items()),
        )
    if isinstance(agent, LlmAgent):
        command = workshop.performer(stage.agent).command(stage, as_events=False)
        return _Step(stage=stage, command=command, reply=ReplyAs.TEXT, mode=Mode.TEXT, prompt=PromptBy.STDIN)
    raise InvalidChainError(
        f"Stage {stage.name} is done by {stage.agent}, which works here alone, so no script can do it. "
        "Give it to another agent, as with --agent claude-text."
    )


def _plan(chain: Chain, steps: list[_Step], material: Material, workshop: Workshop) -> dict[str, object]:
    brief = material.brief
    given = dict(material.variables)
    values = {name: given.get(name, default) for name, default in chain.variables}
    task = f"{brief.title}\n\n{brief.prompt.strip()}\n\n{what_to_do(brief)}" if brief else material.text
    values |= {
        "task": task or NOTHING,
        "input": material.text or NOTHING,
        "tests": shown(brief.visible_tests) if brief and brief.visible_tests else NOTHING,
    }
    return {
        "values": values,
        "files": _files(brief.starter if brief else ()),
        "tests": _files(brief.visible_tests if brief else ()),
        "stages": [_stage_plan(chain, step, steps, material=material, workshop=workshop) for step in steps],
    }


def _stage_plan(
    chain: Chain, step: _Step, steps: list[_Step], *, material: Material, workshop: Workshop
) -> dict[str, object]:
    stage, direct = step.stage, befores(chain)[step.stage.name]
    named = [name.removeprefix(RESULTS) for name in variables_in(stage.instructions) if name.startswith(RESULTS)]
    reached = ancestors(chain, stage.name)
    choice = next(one for one in material.choices if one.stage == stage.name)
    return {
        "name": stage.name,
        "instructions": stage.instructions,
        "after": direct,
        "wanted": tuple(dict.fromkeys((*direct, *(name for name in named if name in reached)))),
        "gives": stage.gives.value,
        "schema": stage.schema,
        "hand_off_kib": stage.budgets.hand_off_kib,
        "strategy": workshop.strategy(material.team, choice.strategy).instructions,
        "answer": how_to_answer(stage, in_workspace=step.mode is Mode.WORKSPACE),
        "reply": step.reply.value,
        "mode": step.mode.value,
        "as_events": _as_events(step, steps, direct),
    }


def _as_events(step: _Step, steps: list[_Step], direct: tuple[str, ...]) -> bool:
    givers = [one for one in steps if one.stage.name in direct]
    return bool(givers) and all(_speaks(one) for one in (step, *givers))


def _speaks(step: _Step) -> bool:
    return step.reply is ReplyAs.CLAUDE_EVENTS and step.prompt is PromptBy.STDIN


def _files(files: tuple[SourceFile, ...]) -> dict[str, str]:
    return {file.path: file.content.decode(errors="replace") for file in files}


def _function(number: int, step: _Step, steps: list[_Step]) -> str:
    name = step.stage.name
    seconds = f"{step.stage.budgets.seconds:g}"
    # through a pipe: Claude Code 2.1 finds nothing in a plain file when it is to read events
    stdin = f'<(cat "$work/{name}.in")' if step.prompt is PromptBy.STDIN else "/dev/null"
    fixed = " ".join(f"{key}={shlex.quote(value)}" for key, value in step.fixed)
    env = f"env {fixed} " if fixed else ""
    words = " ".join(_words(step, steps))
    listing = f"  mapfile -t files < <(adapter files {name})\n" if "{files}" in step.command else ""
    return (
        f"# {name}\n"
        f"stage_{number}() {{\n"
        f"  adapter prompt {name} || return\n{listing}"
        f'  (cd "$work/{name}" && exec {env}timeout --kill-after={_GRACE_SECONDS} {seconds} \\\n'
        f"    {words} \\\n"
        f'    < {stdin} > "$work/{name}.out") &\n'
        f'  wait "$!"\n'
        f'  adapter result {name} "$?"\n'
        f"}}\n"
    )


def _words(step: _Step, steps: list[_Step]) -> Iterator[str]:
    name = step.stage.name
    direct = step.stage.after
    for word in step.command:
        if word == "{prompt}":
            yield f'"$(cat "$work/{name}.in")"'
        elif word == "{prompt_file}":
            yield "TASK.md"
        elif word == "{files}":
            yield '"${files[@]}"'
        else:
            yield shlex.quote(word)
    position = [one.stage.name for one in steps].index(name)
    if direct is None:
        direct = (steps[position - 1].stage.name,) if position else ()
    if _as_events(step, steps, direct):
        yield "--input-format stream-json"
    if step.reply is ReplyAs.CLAUDE_EVENTS and step.stage.budgets.cost_usd:
        yield f"--max-budget-usd {step.stage.budgets.cost_usd:g}"


def _call(number: int, step: _Step) -> str:
    # what it would fall back on may be here alone, so a script stops there
    failing = "skip" if step.stage.on_failure is OnFailure.SKIP else "stop"
    return f"attempt {number} {step.stage.name} {1 + step.stage.retries} {failing}"


_SCRIPT = """\
#!/usr/bin/env bash
# {title} (chain {name}, version {version}).
# Usage: bash {name}.sh [OUT]   The last result goes to stdout, the last program's files into the folder OUT.
# Needs bash, Python 3.8 or newer, GNU timeout, and: {programs}
set -euo pipefail

out=${{1:-.}}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# timeout gives an agent a process group of its own, which Ctrl-C does not reach; what timeout is told it passes on
trap '{{ kill $(jobs -p); wait; }} 2> /dev/null || :; exit 130' INT TERM HUP

for program in python3 timeout {programs}; do
  command -v "$program" > /dev/null || {{ echo "$program is not installed." >&2; exit 1; }}
done

cat > "$work/adapter.py" << 'END_OF_THE_ADAPTER'
{adapter}END_OF_THE_ADAPTER

cat > "$work/_plan.json" << 'END_OF_THE_CHAIN'
{plan}
END_OF_THE_CHAIN

adapter() {{
  python3 -I "$work/adapter.py" "$work" "$@"
}}

{functions}
# NUMBER NAME TRIES skip|stop
attempt() {{
  local try
  for ((try = 1; try <= $3; try++)); do
    echo "$2, try $try of $3" >&2
    if "stage_$1"; then
      return 0
    fi
  done
  if [ "$4" = skip ]; then
    echo "$2 is skipped, and what came in goes on." >&2
    adapter skip "$2"
  else
    echo "$2 failed, so the chain ends here." >&2
    exit 1
  fi
}}

{calls}
mkdir -p "$out"
adapter end "$out"
"""
