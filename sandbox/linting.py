"""What a linter says of a program's source: its vocabulary, and the one method that the rest needs of it."""

from dataclasses import dataclass
from typing import Protocol

from sandbox.model import SourceFile

SYNTAX = "syntax"  # the rule's name in a finding where a file could not be read as JavaScript


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that a rule has to say. Lines and columns count from 1. An error is most likely a defect."""

    path: str
    line: int
    column: int
    rule: str
    is_error: bool
    message: str


@dataclass(frozen=True, kw_only=True)
class LintReport:
    """What was found in a program: how much was read, and what was said of it.

    `linter` names the linter's version and its rules. `lines` counts those that are not empty. `findings` may be cut
    short; `errors` and `warnings` count them all.
    """

    linter: str
    files: int
    lines: int
    errors: int
    warnings: int
    findings: tuple[Finding, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether every file could be read as JavaScript."""
        return not any(finding.rule == SYNTAX for finding in self.findings)


class Linter(Protocol):
    """Reads sources and says what it finds, without running any of them."""

    def lint(self, files: tuple[SourceFile, ...]) -> LintReport | None:
        """Return what was found, or None where nothing could be linted: 'not run' is neither good nor bad."""
        ...
