"""A task: a piece of work with a starter, a reference, and the tests that tell one from the other."""

from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.model import Limits, SourceFile


class Difficulty(StrEnum):
    """The author's label; what was measured is kept apart from it."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class TaskKind(StrEnum):
    """Whether the starter is an empty shell or a program with a bug."""

    IMPLEMENT = "implement"
    FIX = "fix"


@dataclass(frozen=True, kw_only=True)
class AcceptedMutant:
    """An edit of the reference that the tests need not notice, as a check prints it, and why."""

    edit: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task as its folder holds it. `content_hash` covers every file, so results belong to one exact task.

    `shared` names the helpers among the tests' files that the program may import too.
    """

    id: str
    title: str
    category: str
    difficulty: Difficulty
    kind: TaskKind
    prompt: str
    starter: tuple[SourceFile, ...]
    reference: tuple[SourceFile, ...]
    visible_tests: tuple[SourceFile, ...]
    hidden_tests: tuple[SourceFile, ...]
    content_hash: str
    limits: Limits = field(default_factory=Limits)
    source: str = "built-in"
    licence: str | None = None
    shared: tuple[str, ...] = ()
    accepted: tuple[AcceptedMutant, ...] = ()

    def brief(self) -> "TaskBrief":
        """Return what an agent may see."""
        return TaskBrief(
            id=self.id,
            title=self.title,
            category=self.category,
            difficulty=self.difficulty,
            kind=self.kind,
            prompt=self.prompt,
            starter=self.starter,
            visible_tests=self.visible_tests,
        )


@dataclass(frozen=True, kw_only=True)
class TaskBrief:
    """The part of a task that an agent sees: neither the reference nor the hidden tests."""

    id: str
    title: str
    category: str
    difficulty: Difficulty
    kind: TaskKind
    prompt: str
    starter: tuple[SourceFile, ...]
    visible_tests: tuple[SourceFile, ...]
