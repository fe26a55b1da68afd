"""What an importer makes of an exercise, before it is a folder."""

from dataclasses import dataclass, field

from sandbox.model import Limits, SourceFile
from training.model.tasks import Difficulty, TaskKind


@dataclass(frozen=True, kw_only=True)
class TestFiles:
    """The tests that an agent sees, and those that grade. Helpers and fixtures are among them."""

    __test__ = False  # pytest would collect it by its name

    visible: tuple[SourceFile, ...]
    hidden: tuple[SourceFile, ...]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A task that is not written yet. `source` says where it came from, `notes` what to know of it."""

    id: str
    title: str
    category: str
    difficulty: Difficulty
    kind: TaskKind
    prompt: str
    starter: tuple[SourceFile, ...]
    reference: tuple[SourceFile, ...]
    tests: TestFiles
    source: str
    licence: str | None = None
    shared: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """An exercise that becomes no task. `fault` is False where that is as it should be, as for a deprecated one."""

    id: str
    reason: str
    fault: bool = True
