"""Reads a history in claude-flow's layout, and refuses one that is not as it should be."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from training.errors import TrainingError
from training.history.model import PastHistory, PastResult, PublishedProfile

PROFILES = Path("agents") / "profiles.json"
RESULTS = "real-results-*.json"
SETTINGS = "pipeline-config.json"
MOST_MS = 1e10  # four months: more is no execution's time
MOST_BYTES = 16 * 1024 * 1024
Given = TypeVar("Given")
Made = TypeVar("Made")


class HistoryError(TrainingError):
    """A history that can't be read; the message names the file and what is wrong in it."""


def read_history(folder: Path) -> PastHistory:
    """Read a folder in claude-flow's layout.

    Raises:
        HistoryError: a file is missing or not as it should be.
    """
    files = sorted((folder / "training").glob(RESULTS))
    if not files:
        raise HistoryError(f"{folder} holds no training/{RESULTS}. Give the folder that holds agents/ and training/.")
    results = tuple(result for run, file in enumerate(files, start=1) for result in _results(file, run))
    if not results:
        raise HistoryError(f"{folder} holds no result in its training/{RESULTS}.")
    profiles = _read(folder / PROFILES)
    if not isinstance(profiles, dict):
        raise HistoryError(f"{folder / PROFILES} is no object of profiles by strategy.")
    published = tuple(_guarded(folder / PROFILES, _profile, item) for item in profiles.items())
    settings = _read(folder / SETTINGS) if (folder / SETTINGS).exists() else {}
    rate = settings.get("learningRate") if isinstance(settings, dict) else None
    return PastHistory(results=results, published=published, rate=rate if isinstance(rate, float) else None)


def to_plain(history: PastHistory) -> dict[str, Any]:
    """Return a history as JSON can hold it."""
    plain = asdict(history)
    for result in plain["results"]:
        result["at"] = result["at"].isoformat()
    return plain


def from_plain(plain: Any) -> PastHistory:
    """Return a history from what `to_plain` made."""
    return PastHistory(
        results=tuple(PastResult(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in plain["results"]),
        published=tuple(
            PublishedProfile(**{**one, "trend": tuple((score, real) for score, real in one["trend"])})
            for one in plain["published"]
        ),
        rate=plain["rate"],
    )


def _results(file: Path, run: int) -> tuple[PastResult, ...]:
    items = _read(file)
    if not isinstance(items, list):
        raise HistoryError(f"{file} is no list of results.")
    return tuple(_guarded(file, _result, (run, place, item)) for place, item in enumerate(items))


def _result(values: tuple[int, int, Any]) -> PastResult:
    run, place, item = values
    if item["real"] is not True:
        raise ValueError("a result that is not marked as real")
    return PastResult(
        run=run,
        place=place,
        task=str(item["task"]),
        category=str(item["type"]),
        strategy=str(item["strategy"]),
        success_rate=_number(item["successRate"], most=1),
        score=_number(item["score"], most=100),
        execution_ms=_number(item["executionTime"], most=MOST_MS),
        tests_passed=item["checks"]["test"]["passed"] is True,
        lint_passed=item["checks"]["lint"]["passed"] is True,
        at=datetime.fromisoformat(item["timestamp"]),
    )


def _profile(item: tuple[str, Any]) -> PublishedProfile:
    strategy, values = item
    return PublishedProfile(
        strategy=strategy,
        success_rate=_number(values["successRate"], most=1),
        score=_number(values["avgScore"], most=100),
        execution_ms=_number(values["avgExecutionTime"]),
        executions=int(values["realExecutions"]),
        trend=tuple((_number(step["score"], most=100), step.get("real") is True) for step in values["trend"]),
        improvement=f"{values['improvementRate']} %",
    )


def _number(value: Any, *, most: float | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError(f"{value!r} is no number")
    if value < 0 or (most is not None and value > most):
        raise ValueError(f"{value} is out of range")
    return float(value)


def _guarded(file: Path, convert: Callable[[Given], Made], item: Given) -> Made:
    try:
        return convert(item)
    except KeyError as error:
        raise HistoryError(f"{file} lacks {error}.") from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise HistoryError(f"{file} is not as it should be: {error}.") from error


def _read(file: Path) -> Any:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise HistoryError(f"{file} is larger than {MOST_BYTES // 2**20} MiB.")
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # no UTF-8, no JSON, or a number of thousands of digits
        raise HistoryError(f"{file} can't be read: {error}.") from error
