import json
from dataclasses import replace
from typing import Any

import pytest

from tests.training.builders import NOON, a_record, queue, take
from training.exchange import MalformedProfilesError, from_document, from_text, to_document, to_text
from training.model.profiles import Learnt, Profile
from training.store import Store


@pytest.fixture
def profiles(store: Store) -> tuple[Profile, ...]:
    for score in (80.0, 40.0, 61.7):
        queue(store)
        store.trials.close(take(store), a_record(score=score), now=NOON)
    return store.profiles.list(scope=None)


def test_profiles_come_back_with_every_bit(profiles: tuple[Profile, ...]) -> None:
    assert from_text(to_text(profiles, now=NOON)) == profiles


def changed(profiles: tuple[Profile, ...], path: str, value: Any) -> Any:
    document = json.loads(json.dumps(to_document(profiles, now=NOON), default=str))
    place = document["profiles"][0]
    *parents, name = path.split(".")
    for parent in parents:
        place = place[parent]
    if value is KeyError:
        del place[name]
    else:
        place[name] = value
    return document


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("score.ema", float("nan")),
        ("score.mean", 101.0),
        ("score.mean", "80"),
        ("success.ema", 1.5),
        ("execution_ms.mean", -1.0),
        ("execution_ms.ema", float("inf")),
        ("passed", 99),
        ("passed", True),
        ("trials", 0),
        ("success.n", 7),
        ("rate", 2.0),
        ("key.provenance", "dreamt"),
        ("key.team", ""),
        ("updated_at", "yesterday"),
        ("score", KeyError),
        ("key", None),
        ("cost_usd", 10**400),
        ("execution_ms.mean", 10**400),
        ("executions", 10**400),
        ("success.mean", 0.5),
        ("score.n", 10**6),
    ],
)
def test_a_malformed_profile_is_refused_and_named(profiles: tuple[Profile, ...], path: str, value: Any) -> None:
    with pytest.raises(MalformedProfilesError, match="Profile 1"):
        from_document(changed(profiles, path, value))


def test_a_narrow_scope_that_holds_more_than_a_wider_one_is_refused(profiles: tuple[Profile, ...]) -> None:
    sure = replace(profiles[0], trials=1, passed=1, success=Learnt(ema=1.0, n=1, mean=1.0, spread=0.0))
    execution_ms = replace(sure.execution_ms, n=1)
    score = replace(sure.score, n=1) if sure.score else None
    few = [replace(sure, execution_ms=execution_ms, score=score) if one.key.scope == "all" else one for one in profiles]
    with pytest.raises(MalformedProfilesError, match=r"holds 3 of 3, more than the 1 of 1 in all"):
        from_text(to_text(few, now=NOON))


@pytest.mark.parametrize(
    "text", ["9" * 5000, "", "[]", "{}", "nonsense", '{"format": "proving-ground-profiles"}', "[" * 100_000]
)
def test_what_is_no_document_of_profiles_is_refused(text: str) -> None:
    with pytest.raises(MalformedProfilesError):
        from_text(text)
