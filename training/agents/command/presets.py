"""Command-line agents described as TOML: ours, and a team's own beside them."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from training.agents.errors import AgentFileError

BUILT_IN = Path(__file__).parent / "presets"
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_Choice = TypeVar("_Choice", bound=StrEnum)
_KEYS = (
    *("title", "install", "command", "version_command", "prompt", "reply", "mode", "output_mib", "cost_usd"),
    "environment",
)


class PromptBy(StrEnum):
    """How the agent is given its prompt. The file is there in every case."""

    STDIN = "stdin"
    FILE = "file"
    ARGUMENT = "argument"


class ReplyAs(StrEnum):
    """What its standard output is."""

    TEXT = "text"
    CLAUDE_EVENTS = "claude-events"
    NONE = "none"  # progress for people; only the files count


class Mode(StrEnum):
    """Where the program is found afterwards."""

    WORKSPACE = "workspace"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A command-line agent. `passed` and `secret` name variables of ours that it gets; the latter are never shown."""

    name: str
    version: str
    title: str
    install: str
    command: tuple[str, ...]
    version_command: tuple[str, ...]
    prompt: PromptBy
    reply: ReplyAs
    mode: Mode
    output_mib: int
    cost_usd: float | None = None
    passed: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)

    def environment(self, ours: Mapping[str, str]) -> dict[str, str]:
        """Return what the agent sees of our environment: what the preset names, nothing more."""
        return {name: ours[name] for name in (*self.passed, *self.secret) if name in ours} | dict(self.fixed)


def load_presets(extra_dirs: Iterable[Path] = (), *, taken: Iterable[str] = ()) -> dict[str, Preset]:
    """Return all presets by name, built-in ones first. `taken` are names that other agents have.

    Raises:
        AgentFileError: a folder or file can't be used as it is.
    """
    presets: dict[str, Preset] = {}
    others = frozenset(taken)
    for folder in (BUILT_IN, *extra_dirs):
        if not folder.is_dir():
            raise AgentFileError(f"{folder} is no folder. Make it, or take it out of the agent folders.")
        for path in sorted(folder.glob("*.toml")):
            preset = read_preset(path)
            if preset.name in presets or preset.name in others:
                raise AgentFileError(f"{path}: an agent called {preset.name!r} exists already. Rename the file.")
            presets[preset.name] = preset
    return presets


def read_preset(path: Path) -> Preset:
    """Read one preset; its name is the file's, without `.toml`.

    Raises:
        AgentFileError: the file can't be read, is no TOML, or holds something that a preset does not.
    """
    try:
        raw = path.read_bytes()
        data = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise AgentFileError(f"{path} can't be read: {error.strerror}. Check that you may read it.") from error
    except ValueError as error:  # both the decoder's and the parser's errors are ValueErrors
        raise AgentFileError(f"{path} is not TOML in UTF-8: {error}. Correct that place.") from error
    return _Reading(path, data).preset(version=hashlib.sha256(raw).hexdigest()[:12])


@dataclass(frozen=True)
class _Reading:
    """One file's data, with the file's name at hand for messages."""

    path: Path
    data: Mapping[str, Any]

    def preset(self, *, version: str) -> Preset:
        self._known(self.data, _KEYS)
        environment = self._table("environment")
        self._known(environment, ("pass", "secret", "set"))
        return Preset(
            name=self._name(),
            version=version,
            title=self._text("title"),
            install=self._text("install"),
            command=self._words("command"),
            version_command=self._words("version_command"),
            prompt=self._choice("prompt", PromptBy),
            reply=self._choice("reply", ReplyAs),
            mode=self._mode(),
            output_mib=int(self._number("output_mib", high=1024)),
            cost_usd=self._number("cost_usd", high=1000) if "cost_usd" in self.data else None,
            passed=self._variables(environment, "pass"),
            secret=self._variables(environment, "secret"),
            fixed=self._fixed(environment.get("set", {})),
        )

    def _wrong(self, key: str, what: str) -> AgentFileError:
        return AgentFileError(f"{self.path}: {key!r} {what}. Change it; the built-in presets show each field.")

    def _known(self, table: Mapping[str, Any], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                raise self._wrong(key, f"is no field here; the fields are {', '.join(keys)}")

    def _name(self) -> str:
        if not _NAME.fullmatch(self.path.stem):
            raise self._wrong(self.path.stem, "can't be an agent's name: small letters, digits and hyphens only")
        return self.path.stem

    def _text(self, key: str) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "must be some text in quotes")
        return value.strip()

    def _words(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value) or not value[0]:
            raise self._wrong(key, "must be a list of texts: the program and its arguments")
        return tuple(value)

    def _mode(self) -> Mode:
        mode = self._choice("mode", Mode)
        if mode is Mode.TEXT and self.data.get("reply") == ReplyAs.NONE:
            raise self._wrong("mode", "can't be 'text' where 'reply' is 'none': the program comes in the reply")
        return mode

    def _choice(self, key: str, choices: type[_Choice]) -> _Choice:
        try:
            return choices(str(self.data.get(key)))
        except ValueError:
            raise self._wrong(key, f"must be one of {', '.join(choices)}") from None

    def _number(self, key: str, *, high: float) -> float:
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= high:
            raise self._wrong(key, f"must be a number above 0 and at most {high:g}")
        return value

    def _table(self, key: str) -> Mapping[str, Any]:
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "must be a table")
        return value

    def _variables(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(n, str) and _VARIABLE.fullmatch(n) for n in value):
            raise self._wrong(key, "must be a list of names of environment variables")
        return tuple(value)

    def _fixed(self, table: Any) -> dict[str, str]:
        good = isinstance(table, dict) and all(_VARIABLE.fullmatch(k) and isinstance(v, str) for k, v in table.items())
        if not good:
            raise self._wrong("set", "must be a table of environment variables and their texts")
        return dict(json.loads(json.dumps(table)))
