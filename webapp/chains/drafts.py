"""A chain while somebody builds it: plain data that may be wrong in every place, and a form that holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from training.chains.checking import Known, Problem, problems
from training.chains.content import chain_from, content_of
from training.chains.errors import ChainFileError
from training.model.chains import MOST_STAGES, Chain

STAGE_FIELDS = ("name", "agent", "strategy", "gives", "schema", "after", "on_failure", "fall_back", "instructions")
BUDGETS: Mapping[str, type] = {"seconds": float, "turns": int, "tokens": int, "cost_usd": float, "hand_off_kib": int}
_NOTHING_BEFORE = "-"
_INSTRUCTIONS = "{{ task }}\n\n{{ files }}\n\n{{ tests }}"
_GOING_ON = "Go on from this:\n\n{{ previous }}\n\n{{ task }}\n\n{{ files }}"

Fields = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What the form holds, as typed."""

    name: str = ""
    title: str = ""
    description: str = ""
    variables: str = ""
    stages: tuple[Fields, ...] = ()


def read_draft(form: Mapping[str, str]) -> Draft:
    """Return what a form holds."""
    count = min(_whole(form.get("stages", "0")) or 0, MOST_STAGES * 5)
    names = (*STAGE_FIELDS, "retries", *BUDGETS)
    return Draft(
        name=form.get("name", ""),
        title=form.get("title", ""),
        description=form.get("description", ""),
        variables=form.get("variables", ""),
        stages=tuple({name: form.get(f"s{at}-{name}", "") for name in names} for at in range(count)),
    )


def draft_of(chain: Chain) -> Draft:
    """Return a chain as a form shows it."""
    content = content_of(chain)
    return Draft(
        name=chain.name,
        title=chain.title,
        description=chain.description,
        variables="\n".join(f"{name}={value}" for name, value in chain.variables),
        stages=tuple(_fields(stage) for stage in content["stages"]),
    )


def new_draft() -> Draft:
    """Return a chain of one stage to begin with."""
    return Draft(stages=(new_stage(Draft()),))


def new_stage(draft: Draft) -> Fields:
    """Return a stage to add, which goes on from the one before it."""
    taken = {stage["name"] for stage in draft.stages}
    name = next(f"stage-{number}" for number in range(1, len(taken) + 2) if f"stage-{number}" not in taken)
    text = _GOING_ON if draft.stages else _INSTRUCTIONS
    return _fields({"name": name, "agent": "repair", "gives": "program", "instructions": text})


def changed(draft: Draft, action: str) -> Draft:
    """Return the draft after one action of the form: `add`, or `remove`, `up`, `down`, `branch`, `move` with places."""
    verb, *places = action.split("~")
    stages = list(draft.stages)
    at = [place for place in (_whole(text) for text in places) if place is not None and 0 <= place < len(stages)]
    if verb == "add" and len(stages) < MOST_STAGES:
        stages.append(new_stage(draft))
    elif at and verb == "remove":
        del stages[at[0]]
    elif at and verb == "branch" and len(stages) < MOST_STAGES:
        stages.insert(at[0] + 1, _beside(draft, at[0]))
    elif at and verb == "use" and len(places) > 1:
        stages[at[0]] = {**stages[at[0]], "strategy": places[1]}
    elif at and verb in _STEPS:
        _move(stages, at[0], at[0] + _STEPS[verb])
    elif len(at) > 1 and verb == "move":
        _move(stages, at[0], at[1])
    return replace(draft, stages=tuple(stages))


def chain_of(draft: Draft) -> Chain:
    """Return the chain that a draft stands for.

    Raises:
        ChainFileError: something in it is not as it should be.
    """
    data: dict[str, Any] = {
        "name": draft.name.strip(),
        "title": draft.title,
        "description": draft.description,
        "variables": _variables(draft.variables),
        "stages": [_stage(fields) for fields in draft.stages],
    }
    return chain_from({key: value for key, value in data.items() if value or key in {"name", "stages"}})


def checked(draft: Draft, known: Known) -> tuple[Chain | None, tuple[Problem, ...]]:
    """Return a draft's chain, if it makes one, and what is wrong with it."""
    try:
        chain = chain_of(draft)
    except ChainFileError as error:
        return None, (Problem(stage="", text=str(error)),)
    return chain, problems(chain, known)


_STEPS = {"up": -1, "down": 1}


def _move(stages: list[Fields], at: int, to: int) -> None:
    if 0 <= to < len(stages):
        stages.insert(to, stages.pop(at))


def _beside(draft: Draft, at: int) -> Fields:
    """Return a stage that follows the same as another one, beside it."""
    other = draft.stages[at]
    before = other["after"] or (draft.stages[at - 1]["name"] if at else _NOTHING_BEFORE)
    return {**other, "name": new_stage(draft)["name"], "after": before}


def _fields(stage: Mapping[str, Any]) -> Fields:
    after = stage.get("after")
    shown = "" if after is None else ", ".join(after) or _NOTHING_BEFORE
    budgets = {
        name: f"{stage.get('budgets', {})[name]:g}" if name in stage.get("budgets", {}) else "" for name in BUDGETS
    }
    plain = {name: str(stage.get(name, "")) for name in STAGE_FIELDS}
    defaults = {"gives": "text", "on_failure": "stop", "strategy": "auto"}
    filled = {name: plain[name] or default for name, default in defaults.items()}
    return {**plain, **filled, **budgets, "after": shown, "retries": str(stage.get("retries", 0))}


def _stage(fields: Fields) -> dict[str, Any]:
    after = fields["after"].strip()
    names = [] if after == _NOTHING_BEFORE else [name.strip() for name in after.split(",") if name.strip()]
    budgets = {name: _number(fields[name], kind) for name, kind in BUDGETS.items() if fields[name].strip()}
    plain = {name: fields[name].strip() for name in STAGE_FIELDS if name != "after" and fields[name].strip()}
    return {
        **plain,
        "instructions": fields["instructions"],
        "name": fields["name"].strip(),
        **({"after": names} if after else {}),
        **({"budgets": budgets} if budgets else {}),
        "retries": _number(fields["retries"] or "0", int),
    }


def _variables(text: str) -> dict[str, str]:
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    return {name.strip(): value for name, _, value in (line.partition("=") for line in lines)}


def _number(text: str, kind: type) -> Any:
    try:
        return kind(text.strip())
    except ValueError:
        return text  # what is no number is refused by name later


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None  # noqa: PLR2004 - a place
