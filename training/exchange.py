"""Profiles as a document that other programs read, and back: what comes from outside is checked to the last number."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from math import isclose, isfinite
from typing import Any

from training.errors import TrainingError
from training.model.profiles import Learnt, Profile, ProfileKey
from training.model.trials import Provenance
from training.profiles import scopes_around

FORMAT = "proving-ground-profiles"
VERSION = 1
MOST_PROFILES = 100_000
MOST_COUNT = 2**53  # as many as a float counts exactly
ROUNDING = 1e-6


class MalformedProfilesError(TrainingError):
    """A document that holds no profiles of ours, or impossible ones."""


def to_document(profiles: Iterable[Profile], *, now: datetime) -> dict[str, Any]:
    """Return profiles as plain data, every bit of their numbers kept."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now.astimezone(UTC).isoformat(),
        "profiles": [_plain(profile) for profile in profiles],
    }


def to_text(profiles: Iterable[Profile], *, now: datetime) -> str:
    """Return profiles as JSON."""
    return json.dumps(to_document(profiles, now=now), indent=2, sort_keys=True)


def from_text(text: str) -> tuple[Profile, ...]:
    """Return the profiles of a document.

    Raises:
        MalformedProfilesError: names the profile and the number that can't be.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        raise MalformedProfilesError(f"These profiles are no JSON: {error}.") from error
    return from_document(document)


def from_document(document: Any) -> tuple[Profile, ...]:
    """Return the profiles of a document that was read already; raises as `from_text`."""
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise MalformedProfilesError(f"This is no document of profiles: its format is not {FORMAT!r}.")
    if document.get("version") != VERSION:
        raise MalformedProfilesError(f"Version {document.get('version')!r} of these documents can't be read here.")
    items = document.get("profiles")
    if not isinstance(items, list) or len(items) > MOST_PROFILES:
        raise MalformedProfilesError(f"`profiles` must be a list of at most {MOST_PROFILES}.")
    profiles = tuple(_guarded(place, item) for place, item in enumerate(items, start=1))
    _check_scopes(profiles)
    return profiles


def _check_scopes(profiles: tuple[Profile, ...]) -> None:
    """Refuse a narrow scope that holds more than a wider one around it.

    Raises:
        MalformedProfilesError: names both.
    """
    known = {profile.key: profile for profile in profiles}
    for place, profile in enumerate(profiles, start=1):
        for scope in scopes_around(profile.key.scope):
            wider = known.get(replace(profile.key, scope=scope))
            if wider is not None and not _holds(wider, profile):
                raise MalformedProfilesError(
                    f"Profile {place} is not as it should be: {profile.key.scope} holds {profile.passed} of "
                    f"{profile.trials}, more than the {wider.passed} of {wider.trials} in {scope}."
                )


def _holds(wider: Profile, narrow: Profile) -> bool:
    return narrow.passed <= wider.passed and narrow.trials - narrow.passed <= wider.trials - wider.passed


def _plain(profile: Profile) -> dict[str, Any]:
    values = asdict(profile)
    values["key"]["provenance"] = profile.key.provenance.value
    values["updated_at"] = profile.updated_at.astimezone(UTC).isoformat()
    return values


def _guarded(place: int, item: Any) -> Profile:
    try:
        return _profile(item)
    except KeyError as error:
        raise MalformedProfilesError(f"Profile {place} lacks {error}.") from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise MalformedProfilesError(f"Profile {place} is not as it should be: {error}.") from error


def _profile(item: Any) -> Profile:
    key = item["key"]
    trials, passed = _count(item["trials"]), _count(item["passed"])
    if not trials or passed > trials:
        raise ValueError(f"{passed} of {trials} trials can't have passed")
    success = _learnt(item["success"], most=1.0, n=trials)
    if not isclose(success.mean, passed / trials, abs_tol=ROUNDING):
        raise ValueError(f"the mean of success is {success.mean}, and {passed} of {trials} trials passed")
    return Profile(
        key=ProfileKey(
            **{name: _text(key[name]) for name in ("team", "agent", "strategy_name", "strategy_version", "scope")},
            provenance=Provenance(key["provenance"]),
            weights=_count(key["weights"]),
        ),
        rate=_number(item["rate"], most=1.0),
        success=success,
        score=None if item["score"] is None else _scores(item["score"], trials=trials),
        execution_ms=_learnt(item["execution_ms"], n=trials),
        trials=trials,
        passed=passed,
        executions=_count(item["executions"]),
        tokens=_count(item["tokens"]),
        cost_usd=_number(item["cost_usd"]),
        updated_at=datetime.fromisoformat(_text(item["updated_at"])),
    )


def _scores(item: Any, *, trials: int) -> Learnt:
    found = _learnt(item, most=100.0)
    if found.n > trials:
        raise ValueError(f"{found.n} scores of {trials} trials")
    return found


def _learnt(item: Any, *, most: float | None = None, n: int | None = None) -> Learnt:
    count = _count(item["n"])
    if not count or (n is not None and count != n):
        raise ValueError(f"{count} values of {n} trials")
    return Learnt(
        ema=_number(item["ema"], most=most),
        n=count,
        mean=_number(item["mean"], most=most),
        spread=_number(item["spread"]),
    )


def _number(value: Any, *, most: float | None = None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError(f"{value!r} is no number")
    if value < 0 or (most is not None and value > most):
        raise ValueError(f"{value} is out of range")
    return float(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_COUNT:
        raise TypeError(f"{value!r} is no count")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} is no text")
    return value
