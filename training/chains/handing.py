"""Handing over: each result cut to what its receiver takes, and where it was cut, marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from training.chains.stage_job import Files
from training.model.chain_runs import Form, HandOff

_KIB = 1024


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a stage gave: its result, the same raw, and the program as it stood after it (None where there was none)."""

    stage: str
    result: str
    raw: str
    program: Files | None
    form: Form
    redactions: int = 0


@dataclass(frozen=True, kw_only=True)
class Passed:
    """A result on its way: what of it goes into the message."""

    given: Given
    text: str
    passed_bytes: int


def pass_on(given: Given, *, limit_kib: int) -> Passed:
    """Cut a result to a size, at a character's border, and say so in its place."""
    whole = given.result.encode(errors="replace")
    limit = limit_kib * _KIB
    if len(whole) <= limit:
        return Passed(given=given, text=given.result, passed_bytes=len(whole))
    head = whole[:limit].decode(errors="ignore")
    kept = len(head.encode())
    text = f"{head}\n[... cut here: {len(whole) - kept} of {len(whole)} bytes were left out ...]"
    return Passed(given=given, text=text, passed_bytes=kept)


def joined(passed: Mapping[str, Passed]) -> str:
    """Return results as one text: a single one as it is, several under their stages' names."""
    if len(passed) == 1:
        return next(iter(passed.values())).text
    return "\n\n".join(f"## Result of {name}\n\n{one.text}" for name, one in passed.items())


def hand_off(passed: Passed, *, to_stage: str, to_position: int, form: Form, received: str) -> HandOff:
    """Return the hand-off as it is kept, both sides of it."""
    return HandOff(
        from_stage=passed.given.stage,
        to_stage=to_stage,
        to_position=to_position,
        form=form,
        sent=passed.given.raw or passed.given.result,
        sent_bytes=len(passed.given.result.encode(errors="replace")),
        passed_bytes=passed.passed_bytes,
        received=received,
        redactions=passed.given.redactions,
    )
