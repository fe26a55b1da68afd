"""Where two strategies came to the same program."""

from dataclasses import dataclass

from training.model.trials import Verdict


@dataclass(frozen=True, kw_only=True)
class SameProgram:
    """Strategies that, at one task and repeat of a batch, handed in the same files, byte for byte."""

    task_id: str
    repeat: int
    strategies: tuple[str, ...]
    verdict: Verdict
    trial_ids: tuple[int, ...]
