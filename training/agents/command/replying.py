"""What comes out of a command, read according to its preset, without secrets."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sandbox.model import SourceFile
from training.agents.command.claude_events import ClaudeEvents
from training.agents.command.presets import ReplyAs

_TEXT_BYTES_LIMIT = 1024 * 1024
_INSTEAD = "[secret]"
_LEAST_SECRET_CHARS = 6  # shorter values would blot out ordinary text


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the agent said. `error` is its own report of a failure; `complete` is False when its end never came."""

    text: str
    log: str
    empty: bool
    complete: bool = True
    error: str | None = None
    tokens: int | None = None
    cost_usd: float | None = None
    session_id: str | None = None
    turns: int | None = None
    denials: tuple[str, ...] = ()


class ReplyReader(Protocol):
    """Takes output as it comes and makes a reply of it in the end."""

    def feed(self, chunk: bytes) -> None:
        """Take in some output."""
        ...

    def finish(self) -> Reply:
        """Return the reply."""
        ...


class Redactor:
    """Takes the secrets that an agent was given out of what it left."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = sorted((s for s in secrets if len(s) >= _LEAST_SECRET_CHARS), key=len, reverse=True)

    def text(self, text: str) -> str:
        """Return a text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, _INSTEAD)
        return text

    def count(self, text: str) -> int:
        """Return how many secrets a text holds."""
        return sum(text.count(secret) for secret in self._secrets)

    def files(self, files: tuple[SourceFile, ...]) -> tuple[SourceFile, ...]:
        """Return files without secrets in their content."""
        return tuple(SourceFile(file.path, self._bytes(file.content)) for file in files)

    def _bytes(self, content: bytes) -> bytes:
        for secret in self._secrets:
            content = content.replace(secret.encode(), _INSTEAD.encode())
        return content


def reader_for(kind: ReplyAs, redactor: Redactor) -> ReplyReader:
    """Return a reader for one run."""
    return ClaudeReader(redactor) if kind is ReplyAs.CLAUDE_EVENTS else TextReader(redactor)


class TextReader:
    """Takes the output for plain text."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._chunks: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> None:
        """Take in some output; what is beyond the limit is dropped."""
        self._chunks.append(chunk[: max(0, _TEXT_BYTES_LIMIT - self._size)])
        self._size += len(chunk)

    def finish(self) -> Reply:
        """Return the text."""
        text = self._redactor.text(b"".join(self._chunks).decode(errors="replace"))
        return Reply(text=text, log=text, empty=not text.strip())


class ClaudeReader:
    """Takes the output for Claude Code's events."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._events = ClaudeEvents()

    def feed(self, chunk: bytes) -> None:
        """Take in some output."""
        self._events.feed(chunk)

    def finish(self) -> Reply:
        """Return what the result event says."""
        events = self._events
        events.finish()
        result = events.result
        if result is None:
            return Reply(text="", log=self._redactor.text(events.log()), empty=not events.seen_anything, complete=False)
        text = self._redactor.text(result.text)
        return Reply(
            text=text,
            log=self._redactor.text(events.log()),
            empty=False,
            error=f"{result.subtype or 'error'}: {text[:500]}" if result.is_error else None,
            tokens=result.tokens,
            cost_usd=result.cost_usd,
            session_id=events.session_id,
            turns=result.turns,
            denials=result.denials,
        )
