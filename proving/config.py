"""Settings: from the environment, then a file, then a default; each remembers where it came from."""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from training.profiles import RATE

NAME = "proving-ground"
PREFIX = "PROVING_"
FILE_VARIABLE = "PROVING_CONFIG"
HIGHEST_PORT = 65535
MOST_SLOTS = 1000
MOST_DAYS = 36_500
MOST_DRAIN_SECONDS = 86_400


class ConfigError(Exception):
    """A setting that can't be used; the message names it and where it came from."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the program runs. `worker_slots` trials run at a time; `pool_size` warm containers wait.

    The key `audit_key` signs heads of the audit chain, by default one beside the database. Code, output and logs are
    taken out after `keep_bulk_days`; 0 keeps them for ever.
    Log lines of `log_level` and above are for `people` or `json`. A worker answers Prometheus on `metrics_host` and
    `metrics_port`; port 0 answers nobody. Told to end, a worker gives what runs `drain_seconds` to be finished before
    it gives it back to the queue.
    `learning_rate` is the weight of the newest trial in what is learnt.
    `webhook_networks` are the private networks that webhooks may reach; public addresses they may reach anyway.
    """

    database: Path
    host: str
    port: int
    worker_slots: int
    pool_size: int
    web_workers: int
    task_folders: tuple[Path, ...]
    strategy_folders: tuple[Path, ...]
    agent_folders: tuple[Path, ...]
    runtime: str | None
    audit_key: Path
    keep_bulk_days: int
    log_format: str
    log_level: str
    metrics_host: str
    metrics_port: int
    drain_seconds: int
    learning_rate: float
    webhook_networks: tuple[IPv4Network | IPv6Network, ...]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a setting's value came from."""

    key: str
    value: Any
    source: str


def _path(value: Any) -> Path:
    return Path(str(value)).expanduser().absolute()


def _folders(value: Any) -> tuple[Path, ...]:
    parts = value if isinstance(value, list) else str(value).split(os.pathsep)
    return tuple(_path(part) for part in parts if part)


def _whole(lowest: int, highest: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        number = int(str(value))
        if not lowest <= number <= highest:
            raise ValueError(f"it must be from {lowest} to {highest}")
        return number

    return read


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(f"it must be one of {', '.join(words)}")
        return str(value)

    return read


def _share(value: Any) -> float:
    number = float(str(value))
    if not 0 < number <= 1:
        raise ValueError("it must be above 0 and at most 1")
    return number


def _optional(value: Any) -> str | None:
    return str(value) or None


def _networks(value: Any) -> tuple[IPv4Network | IPv6Network, ...]:
    parts = value if isinstance(value, list) else str(value).split(",")
    return tuple(ip_network(str(part).strip()) for part in parts if str(part).strip())


_READ: dict[str, Callable[[Any], Any]] = {
    "database": _path,
    "host": str,
    "port": _whole(0, HIGHEST_PORT),
    "worker_slots": _whole(1, MOST_SLOTS),
    "pool_size": _whole(0, 64),
    "web_workers": _whole(1, 64),
    "task_folders": _folders,
    "strategy_folders": _folders,
    "agent_folders": _folders,
    "runtime": _optional,
    "audit_key": _path,
    "keep_bulk_days": _whole(0, MOST_DAYS),
    "log_format": _one_of("people", "json"),
    "log_level": _one_of("debug", "info", "warning", "error"),
    "metrics_host": str,
    "metrics_port": _whole(0, HIGHEST_PORT),
    "drain_seconds": _whole(0, MOST_DRAIN_SECONDS),
    "learning_rate": _share,
    "webhook_networks": _networks,
}
_VARIABLES = {
    key: PREFIX + name
    for key, name in {
        **{key: key.upper() for key in _READ},
        "task_folders": "TASKS",
        "strategy_folders": "STRATEGIES",
        "agent_folders": "AGENTS",
        "worker_slots": "WORKERS",
        "pool_size": "POOL",
    }.items()
}
# what other parts of the program read themselves
_READ_ELSEWHERE = (FILE_VARIABLE, "PROVING_STATE", "PROVING_IMAGE_BASE", "PROVING_SECRET_KEY", "PROVING_HTTPS")
TEST_PREFIX = "PROVING_TEST_"


def _defaults() -> dict[str, Any]:
    cores = os.cpu_count() or 1
    return {
        "database": user_data_path(NAME) / "proving.db",
        "host": "127.0.0.1",
        "port": 8000,
        "worker_slots": max(1, cores),
        "pool_size": max(1, cores),
        "web_workers": 2,
        "task_folders": [],
        "strategy_folders": [],
        "agent_folders": [],
        "runtime": "",
        "audit_key": None,  # beside the database, wherever that is
        "keep_bulk_days": 0,
        "log_format": "people",
        "log_level": "warning",
        "metrics_host": "127.0.0.1",
        "metrics_port": 0,
        "drain_seconds": 10,
        "learning_rate": RATE,
        "webhook_networks": [],
    }


def load_settings(environment: Mapping[str, str] | None = None) -> tuple[Settings, tuple[Origin, ...]]:
    """Return the settings, and where each value came from.

    Raises:
        ConfigError: an unknown key, or a value that can't be used.
    """
    environment = os.environ if environment is None else environment
    path = _file_path(environment)
    _check_environment(environment)
    file, origins = _read_file(path), []
    values: dict[str, Any] = {}
    for key, default in _defaults().items():
        raw, source = _choose(key, default, file=file, path=path, environment=environment)
        if raw is None:
            raw = values["database"].with_suffix(".audit-key")
        try:
            values[key] = _READ[key](raw)
        except ValueError as error:
            raise ConfigError(f"{key} can't be {raw!r} (from {source}): {error}.") from error
        origins.append(Origin(key=key, value=values[key], source=source))
    return Settings(**values), tuple(origins)


def _check_environment(environment: Mapping[str, str]) -> None:
    known = {*_VARIABLES.values(), *_READ_ELSEWHERE}
    for name in environment:
        if name.startswith(PREFIX) and name not in known and not name.startswith(TEST_PREFIX):
            near = get_close_matches(name, sorted(known), 1)
            hint = f"Did you mean {near[0]}?" if near else "See: proving config show"
            raise ConfigError(f"The variable {name} is unknown. {hint}")


def _choose(
    key: str, default: Any, *, file: dict[str, Any], path: Path, environment: Mapping[str, str]
) -> tuple[Any, str]:
    variable = _VARIABLES[key]
    if environment.get(variable):
        return environment[variable], variable
    if key in file:
        return file[key], str(path)
    return default, "default"


def _file_path(environment: Mapping[str, str]) -> Path:
    given = environment.get(FILE_VARIABLE)
    return Path(given) if given else user_config_path(NAME) / "config.toml"


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} can't be read: {error}.") from error
    unknown = sorted(set(table) - set(_READ))
    if unknown:
        raise ConfigError(f"{path}: {unknown[0]!r} is unknown. Use {', '.join(_READ)}.")
    return table
