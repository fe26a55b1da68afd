"""Carries a chain's results from one program to the next. Stands in an exported script and needs Python alone.

adapter.py FOLDER prompt STAGE    write what a stage is told (STAGE.in), and its files (STAGE/)
adapter.py FOLDER files STAGE     print the names of its program's files
adapter.py FOLDER result STAGE    read what it wrote (STAGE.out): its result, and its program
adapter.py FOLDER skip STAGE      let what came in go on in its place
adapter.py FOLDER end OUT         print the last result, and write the last program into the folder OUT
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any, Dict

VARIABLE = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_.-]*)\s*\}\}")
FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)
JSON_BLOCK = re.compile(r"^```(?:json)?[ \t]*\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.[cm]?js")
TEST = re.compile(r".*\.(?:test|spec)\.[cm]?js")
PLAN = "_plan.json"  # no stage has a name that begins like this
TIMED_OUT = "124"  # GNU timeout's exit code
RESULT_LIMIT = 4 * 1024 * 1024
Files = Dict[str, str]  # by path; not dict[str, str], which Python 3.8 does not know
SURROGATES = re.compile("[\ud800-\udfff]")  # JSON can hold half a character, and UTF-8 can't
TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


class StageError(Exception):
    """A stage failed."""


class Chain:
    """The chain in its folder: its plan, and what its stages gave so far."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.plan = json.loads((self.folder / PLAN).read_text(encoding="utf-8"))
        self.stages = {stage["name"]: stage for stage in self.plan["stages"]}

    def prompt(self, name: str) -> None:
        """Write what a stage is told, and lay out its files."""
        stage = self.stages[name]
        text = self.told(stage)
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for path, content in {**self.came(stage), **self.plan["tests"], "TASK.md": text}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        if stage["as_events"]:
            text = json.dumps({"type": "user", "message": {"role": "user", "content": text}}, ensure_ascii=False) + "\n"
        (self.folder / (name + ".in")).write_text(text, encoding="utf-8")

    def told(self, stage: dict[str, Any]) -> str:
        """Return what a stage is told."""
        limit = stage["hand_off_kib"] * 1024
        results = {name: cut(self.result_of(name), limit) for name in stage["wanted"]}
        direct = [name for name in stage["after"] if name in results]
        if len(direct) == 1:
            previous = results[direct[0]]
        else:
            previous = "\n\n".join("## Result of " + name + "\n\n" + results[name] for name in direct)
        values = dict(self.plan["values"])
        values["files"] = shown(self.came(stage)) or "(nothing)"
        values["previous"] = previous or "(nothing)"
        values["strategy"] = stage["strategy"]
        values.update({"results." + name: text for name, text in results.items()})
        body = VARIABLE.sub(lambda match: values[match[1]], stage["instructions"])
        own = "strategy" in VARIABLE.findall(stage["instructions"])
        parts = [body]
        if stage["strategy"] and not own:
            parts.append("# How to work\n\n" + stage["strategy"])
        if stage["answer"]:
            parts.append("# How to answer\n\n" + stage["answer"])
        return "\n\n".join(parts) + "\n"

    def files(self, name: str) -> None:
        """Print the names of a stage's files."""
        print("\n".join(self.came(self.stages[name])))

    def result(self, name: str, code: str) -> None:
        """Read what a stage wrote. What it says of itself goes before its exit code."""
        stage = self.stages[name]
        raw = (self.folder / (name + ".out")).read_bytes()
        if code == TIMED_OUT:
            raise StageError("its time was over")
        if stage["reply"] != "claude-events" and code != "0":
            raise StageError("the agent ended with exit code " + code)
        text = event_result(raw) if stage["reply"] == "claude-events" else plain_result(raw, stage["reply"])
        if code != "0":
            raise StageError("the agent ended with exit code " + code)
        if not text.strip():
            raise StageError("its result is empty")
        if stage["gives"] == "json":
            value = read_json(text)
            check(json.loads(stage["schema"]), value, "$")
            text = plain_json(value)
        text = SURROGATES.sub("\ufffd", text)
        program = None
        if stage["gives"] == "program" and stage["mode"] == "workspace":
            program = collected(self.folder / name, self.came(stage), self.plan["tests"])
        elif stage["gives"] == "program":
            program = in_reply(text, self.came(stage))
        self.keep(name, text, program)

    def skip(self, name: str) -> None:
        """Let what came in go on."""
        stage = self.stages[name]
        self.keep(name, "\n\n".join(self.result_of(before) for before in stage["after"]), None)

    def end(self, out: str) -> None:
        """Print the last result, and write the last program."""
        last = self.plan["stages"][-1]["name"]
        program = self.given(last)["program"]
        for path, content in (program or {}).items():
            target = Path(out) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        print(self.result_of(last))

    def keep(self, name: str, text: str, program: Files | None) -> None:
        """Keep what a stage gave; where it made no program, the one that it had goes on."""
        if program is None:
            program = next((p for p in (self.given(b)["program"] for b in self.stages[name]["after"]) if p), None)
        kept = {"result": text, "program": program}
        (self.folder / (name + ".json")).write_text(json.dumps(kept), encoding="utf-8")

    def given(self, name: str) -> dict[str, Any]:
        """Return what a stage gave."""
        kept: dict[str, Any] = json.loads((self.folder / (name + ".json")).read_text(encoding="utf-8"))
        return kept

    def result_of(self, name: str) -> str:
        """Return a stage's result."""
        return str(self.given(name)["result"])

    def came(self, stage: dict[str, Any]) -> Files:
        """Return the program that a stage works on."""
        programs = [self.given(name)["program"] for name in stage["after"]]
        return next((program for program in programs if program), self.plan["files"])


def event_result(raw: bytes) -> str:
    """Return the text of the result event; an exit without one is a failure, whatever the exit code said."""
    found, refused = None, False
    for line in raw.splitlines():
        try:
            event = json.loads(line) if len(line) <= RESULT_LIMIT else None
        except (ValueError, RecursionError):
            event = None
        if not isinstance(event, dict):
            continue
        message = event.get("message")
        if event.get("type") == "assistant" and isinstance(message, dict):
            refused = message.get("stop_reason") == "refusal"
        if event.get("type") == "result":
            found = event
    if refused or (found or {}).get("stop_reason") == "refusal":
        raise StageError("the agent refused")
    if found is None:
        raise StageError("no result event came")
    text = found.get("result")
    if found.get("is_error", found.get("subtype") != "success"):
        raise StageError("the agent reported an error: " + str(text)[:400])
    return text if isinstance(text, str) else ""


def plain_result(raw: bytes, reply: str) -> str:
    """Return what was written as plain text."""
    if reply == "none":
        return "Done. What it made is in the files."
    if len(raw) > RESULT_LIMIT:
        raise StageError("its result is too large")
    return raw.decode("utf-8", "replace")


def cut(text: str, limit: int) -> str:
    """Cut a text to so many bytes, and mark the place."""
    whole = text.encode("utf-8", "replace")
    if len(whole) <= limit:
        return text
    head = whole[:limit].decode("utf-8", "ignore")
    left = len(whole) - len(head.encode("utf-8"))
    return head + "\n[... cut here: %d of %d bytes were left out ...]" % (left, len(whole))


def shown(files: Files) -> str:
    """Return files as a prompt holds them."""
    return "\n\n".join(path + "\n" + fenced(content) for path, content in files.items())


def fenced(body: str) -> str:
    """Put a text between fences that are longer than any inside it."""
    fence = "```"
    while fence in body:
        fence += "`"
    return fence + "js\n" + body.rstrip() + "\n" + fence


def read_json(text: str) -> Any:
    """Return the value of a reply that is JSON, or holds it in its one fenced block."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        blocks = JSON_BLOCK.findall(text.replace("\r\n", "\n"))
        try:
            return json.loads(blocks[0] if len(blocks) == 1 else text)
        except (ValueError, RecursionError) as error:
            raise StageError("its result is no JSON: %s" % error)


def plain_json(value: Any) -> str:
    """Return a value as the next stage reads it."""
    try:
        return json.dumps(value, indent=2, ensure_ascii=False)
    except RecursionError:
        raise StageError("its result is nested too deeply") from None


def check(schema: Any, value: Any, place: str) -> None:
    """Hold a value against the parts of a JSON schema that this small reader knows; jsonschema does it where it is."""
    try:
        import jsonschema  # noqa: PLC0415 - it may not be there
    except ImportError:
        check_basics(schema, value, place)
        return
    error = next(jsonschema.Draft202012Validator(schema).iter_errors(value), None)
    if error is not None:
        raise StageError("its result does not meet the schema at %s: %s" % (error.json_path, error.message))


def check_basics(schema: Any, value: Any, place: str) -> None:
    """Check types, enums, required members and items."""
    if not isinstance(schema, dict):
        return
    wanted = schema.get("type")
    names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    wrong = "its result does not meet the schema at %s: " % place
    if names and not any(is_of(name, value) for name in names):
        raise StageError(wrong + "it is no " + " or ".join(names))
    if "enum" in schema and value not in schema["enum"]:
        raise StageError(wrong + "it is none of %s" % schema["enum"])
    for name in schema.get("required", []) if isinstance(value, dict) else []:
        if name not in value:
            raise StageError(wrong + "%r is missing" % name)
    for inner, item, where in parts_of(schema, value):
        check_basics(inner, item, place + where)


def parts_of(schema: dict[str, Any], value: Any) -> list[tuple[Any, Any, str]]:
    """Return the members and items of a value, each with its schema and its place."""
    if isinstance(value, dict):
        known = schema.get("properties", {})
        return [(known[name], item, "." + name) for name, item in value.items() if name in known]
    if isinstance(value, list) and "items" in schema:
        return [(schema["items"], item, "[%d]" % at) for at, item in enumerate(value)]
    return []


def is_of(name: str, value: Any) -> bool:
    """Return whether a value is of one of JSON's types."""
    if name in ("number", "integer"):
        plain = isinstance(value, (int, float)) and not isinstance(value, bool)
        return plain and (name == "number" or float(value).is_integer())
    return isinstance(value, TYPES.get(name, object))


def in_reply(reply: str, current: Files) -> Files:
    """Return the current files with what a reply's fenced blocks change put in."""
    text = reply.replace("\r\n", "\n")
    current = current or {"solution.js": ""}
    blocks = []
    for match in FENCE.finditer(text):
        before = text[: match.start()].rstrip().splitlines()
        blocks.append((before[-1].strip("#*`:> \t") if before else "", match["body"]))
    named = {label: body for label, body in blocks if label in current}
    if not named and blocks and len(current) == 1:
        named = {next(iter(current)): max((body for _, body in blocks), key=len)}
    if not named:
        raise StageError("its result holds no program: no fenced block with a file in it")
    return {**current, **named}


def collected(folder: Path, current: Files, tests: Files) -> Files:
    """Return the scripts that a stage left in its folder, without the tests and their helpers."""
    found: Files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_script = SCRIPT.fullmatch(path.name) and not TEST.fullmatch(path.name)
        is_own = name not in tests and (name in current or is_script)
        if is_own and path.is_file() and not path.is_symlink():
            found[name] = path.read_text(encoding="utf-8", errors="replace")
    if not found:
        raise StageError("it left no script at all")
    return found


def main() -> None:
    """Do what the arguments say."""
    folder, action, name, *more = sys.argv[1:]
    try:
        getattr(Chain(folder), action)(name, *more)
    except StageError as error:
        print("Stage %s failed: %s." % (name, error), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
