"""Claude Code's stream of events: one JSON object a line, the last of weight being `result`."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.output import well_formed
from training.agents import usage
from training.agents.command.lines import LineReader

_KNOWN = frozenset({"system", "assistant", "user", "result", "stream_event"})
_LINE_BYTES_LIMIT = 4 * 1024 * 1024
_KEPT_BYTES_LIMIT = 1024 * 1024
_REFUSAL = "refusal"  # the Messages API's stop reason


@dataclass(frozen=True, kw_only=True)
class ClaudeResult:
    """What the `result` event says. What it leaves out, or gives in another type than agreed, is None."""

    is_error: bool
    subtype: str
    text: str
    turns: int | None
    tokens: int | None
    cost_usd: float | None
    denials: tuple[str, ...]


class ClaudeEvents:
    """Reads the stream as it comes. Nothing in it can make this raise: what is not understood is counted and kept."""

    def __init__(self) -> None:
        self._lines = LineReader(limit_bytes=_LINE_BYTES_LIMIT)
        self._kept: list[str] = []
        self._kept_bytes = 0
        self._message_id: Any = None
        self.session_id: str | None = None
        self.model: str | None = None
        self.result: ClaudeResult | None = None
        self.result_line = ""
        self.refused = False
        self.turns = 0
        self.unknown: Counter[str] = Counter()
        self.malformed = 0
        self.dropped = 0

    @property
    def oversized(self) -> int:
        """How many lines were longer than any event may be."""
        return self._lines.oversized

    @property
    def seen_anything(self) -> bool:
        """Whether a single line came."""
        return bool(self._kept or self.malformed or self.dropped or self.oversized)

    def feed(self, chunk: bytes) -> None:
        """Take in some output."""
        for line in self._lines.feed(chunk):
            self._take(line)

    def finish(self) -> None:
        """Take in a last line that has no end."""
        for line in self._lines.finish():
            self._take(line)

    def log(self) -> str:
        """Return the events that were kept, one a line, and a summary as the last line."""
        return "\n".join([*self._kept, json.dumps(self._summary(), ensure_ascii=False)]) + "\n"

    def _take(self, line: bytes) -> None:
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            event = None
        if not isinstance(event, dict):
            self.malformed += 1
            return
        self._keep(event, line)
        self._understand(event)

    def _keep(self, event: Mapping[str, Any], line: bytes) -> None:
        wanted = event.get("type") == "result" or self._kept_bytes + len(line) <= _KEPT_BYTES_LIMIT
        if not wanted:
            self.dropped += 1
            return
        self._kept_bytes += len(line)
        if event.get("type") == "result":
            self.result_line = line.decode(errors="replace")
        self._kept.append(line.decode(errors="replace"))

    def _understand(self, event: Mapping[str, Any]) -> None:
        kind = event.get("type")
        if kind not in _KNOWN if isinstance(kind, str) else True:
            self.unknown[well_formed(str(kind)[:80])] += 1
        self.session_id = _text(event.get("session_id")) or self.session_id
        if kind == "system" and event.get("subtype") == "init":
            self.model = _text(event.get("model"))
        if kind == "assistant" and not event.get("parent_tool_use_id"):
            self._count_turn(event.get("message"))
        if kind == "result":
            self.result = _result(event)
            self.refused = self.refused or event.get("stop_reason") == _REFUSAL

    def _count_turn(self, message: Any) -> None:
        """Count answers of the model; one answer may come in several events, all with its id."""
        known = message if isinstance(message, dict) else {}
        self.refused = known.get("stop_reason") == _REFUSAL
        if known.get("id") is None or known.get("id") != self._message_id:
            self.turns += 1
        self._message_id = known.get("id")

    def _summary(self) -> dict[str, Any]:
        result = self.result
        return {
            "type": "summary",
            "session_id": self.session_id,
            "model": self.model,
            "turns": result.turns if result else None,
            "tokens": result.tokens if result else None,
            "cost_usd": result.cost_usd if result else None,
            "permission_denials": list(result.denials) if result else [],
            "unknown_events": dict(self.unknown),
            "malformed_lines": self.malformed,
            "oversized_lines": self.oversized,
            "events_not_kept": self.dropped,
        }


def _result(event: Mapping[str, Any]) -> ClaudeResult:
    subtype = _text(event.get("subtype")) or ""
    flagged = event.get("is_error")
    return ClaudeResult(
        is_error=flagged if isinstance(flagged, bool) else subtype != "success",
        subtype=subtype,
        text=_text(event.get("result")) or "",
        turns=usage.count(event.get("num_turns")),
        tokens=_tokens(event.get("usage")),
        cost_usd=usage.cost_usd(event.get("total_cost_usd")),
        denials=_denials(event.get("permission_denials")),
    )


def _tokens(used: Any) -> int | None:
    names = ("input_tokens", "output_tokens", "cache_creation_input_tokens")
    return usage.total(used.get(name) for name in names) if isinstance(used, dict) else None


def _denials(denied: Any) -> tuple[str, ...]:
    entries = denied if isinstance(denied, list) else []
    names = (entry.get("tool_name") if isinstance(entry, dict) else entry for entry in entries)
    return tuple(well_formed(str(name)[:80]) for name in names)


def _text(value: Any) -> str | None:
    # JSON can hold half a character, and what is made of it goes into files and into the store
    return well_formed(value) if isinstance(value, str) else None
