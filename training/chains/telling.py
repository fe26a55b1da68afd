"""An agent's line as people read it while it works: what was said, which tool was used, how it ended."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.output import well_formed

_CHARS = 400


def told(line: str) -> str:
    """Return one line for people. What is not understood is shown as it is, cut; nothing here can raise."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return _cut(line)
    if not isinstance(event, dict):
        return _cut(line)
    said = _SAID.get(str(event.get("type")), _unknown)(event)
    return _cut(said or _unknown(event))


def _cut(text: str) -> str:
    flat = " ".join(well_formed(text).split())
    return flat if len(flat) <= _CHARS else f"{flat[:_CHARS]} …"


def _system(event: Mapping[str, Any]) -> str:
    if event.get("subtype") != "init":
        return f"system: {event.get('subtype')}"
    return f"begins, model {event.get('model')}, session {event.get('session_id')}"


def _assistant(event: Mapping[str, Any]) -> str:
    message = event.get("message")
    blocks = message.get("content") if isinstance(message, dict) else None
    return "; ".join(_blocks(blocks)) or "the model answers"


def _blocks(blocks: Any) -> Iterator[str]:
    if isinstance(blocks, str):
        yield f"says: {blocks}"
    for block in blocks if isinstance(blocks, list) else ():
        if not isinstance(block, dict):
            continue
        if block.get("type") == "text":
            yield f"says: {block.get('text')}"
        elif block.get("type") == "tool_use":
            yield f"uses {block.get('name')} {json.dumps(block.get('input'), ensure_ascii=False)}"
        elif block.get("type") == "tool_result":
            yield f"gets {block.get('content')}"
        else:
            yield str(block.get("type"))


def _result(event: Mapping[str, Any]) -> str:
    word = "ends with an error" if event.get("is_error") else "ends"
    return f"{word} ({event.get('subtype')}): {event.get('result')}"


def _text(event: Mapping[str, Any]) -> str:
    return str(event.get("text") or "")


def _unknown(event: Mapping[str, Any]) -> str:
    return f"event {event.get('type')}"


_SAID = {
    "system": _system,
    "assistant": _assistant,
    "user": _assistant,
    "result": _result,
    "note": _text,
    "reply": _text,
}
