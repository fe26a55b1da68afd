"""The test of a chain's connection: a word that is sent through every stage, and looked for at each end."""

import secrets
from dataclasses import dataclass

from training.chains.stage_job import Performed, Performer, StageJob
from training.model.chain_runs import ChainRun, Form, HandOff, StageRun, StageState

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """Whether the marker was seen at a stage: in what it was given, and in what it gave."""

    stage: str
    state: StageState | None
    was_given: bool
    gave: bool

    @property
    def arrived(self) -> bool:
        """Whether it came in and went out."""
        return self.was_given and self.gave


def new_marker() -> str:
    """Return a word that no text holds by chance."""
    return "MARKER-" + "".join(secrets.choice(_ALPHABET) for _ in range(10))


def marker_prompt(marker: str, previous: str) -> str:
    """Return what a stage is told: the first one the marker itself, every other what the one before it answered."""
    if not previous:
        asked = "Answer with this one word and nothing else, and use no tool"
        return f"This is a test of a connection. {asked}:\n\n{marker}\n"
    return (
        "This is a test of a connection. Below stands what was said before you. It holds one word that begins with "
        f"MARKER. Answer with that word and nothing else, and use no tool:\n\n{previous}\n"
    )


def marker_job(marker: str, job: StageJob, performer: Performer) -> Performed | None:
    """Return what a stage gives that reads no words: it hands on what it was handed. None for one that reads them."""
    del marker
    if performer.form is not Form.FILES:
        return None
    return Performed(result=job.prompt, raw=job.prompt, note="It reads no words; what it was given was passed on.")


def sightings(run: ChainRun, stages: tuple[StageRun, ...], hand_offs: tuple[HandOff, ...]) -> tuple[Sighting, ...]:
    """Return for each stage whether the marker came in and went out."""
    found = []
    for position, stage in enumerate(run.chain.stages):
        mine = [one for one in stages if one.start.stage == stage.name]
        last = mine[-1] if mine else None
        received = [one.received for one in hand_offs if one.to_stage == stage.name]
        given = any(run.marker in text for text in received) if received else position == 0 or not received
        found.append(
            Sighting(
                stage=stage.name,
                state=last.state if last else None,
                was_given=last is not None and run.marker in last.start.prompt and given,
                gave=last is not None and last.end is not None and run.marker in last.end.result,
            )
        )
    return tuple(found)
