import json
from pathlib import Path

import pytest

from tests.training.builders import NOON
from tests.training.test_history import a_profile, a_result, write
from training.history import read_history
from training.model.batches import DEFAULT_TEAM
from training.model.trials import Provenance
from training.store import Store


def test_imported_results_become_trials_of_their_own_provenance(store: Store, tmp_path: Path) -> None:
    failed = a_result(checks={"test": {"passed": False}, "lint": {"passed": False}}, executionTime=30)
    history = read_history(write(tmp_path, [a_result(), failed], {"bold": a_profile()}))
    kept = store.histories.keep(history, source="there", team=DEFAULT_TEAM, by="ada", now=NOON)
    assert kept.history == history
    assert store.batches.get(kept.batch_id).provenance is Provenance.IMPORTED
    (profile,) = store.profiles.list(provenance=Provenance.IMPORTED)
    assert (profile.passed, profile.trials, profile.execution_ms.mean, profile.executions) == (1, 2, 20.0, 0)
    assert profile.score is not None
    assert profile.score.mean == 50
    assert store.profiles.list(provenance=Provenance.REAL) == ()
    assert store.reporting.since(None, team=DEFAULT_TEAM).trials == ()
    assert store.profiles.check() == ()
    assert store.rollups.check() == ()
    assert store.audit.verify() == ()


def test_a_history_that_grew_counts_what_is_new(store: Store, tmp_path: Path) -> None:
    folder = write(tmp_path, [a_result(), a_result()], {"bold": a_profile()})
    first = store.histories.keep(read_history(folder), source="there", team=DEFAULT_TEAM, by="ada", now=NOON)
    later = [a_result(executionTime=30)]
    (folder / "training" / "real-results-0.json").write_text(json.dumps(later))  # read before the others
    grown = store.histories.keep(read_history(folder), source="there", team=DEFAULT_TEAM, by="ada", now=NOON)
    (profile,) = store.profiles.list(provenance=Provenance.IMPORTED)
    assert profile.trials == len(grown.history.results) == 3
    assert profile.execution_ms.mean == pytest.approx(50 / 3)
    write(tmp_path, [a_result(), a_result()], {"bold": a_profile(realExecutions=3)})
    again = store.histories.keep(read_history(folder), source="there", team=DEFAULT_TEAM, by="ada", now=NOON)
    assert again.batch_id == grown.batch_id != first.batch_id
    assert store.profiles.list()[0].trials == 3
    assert store.profiles.check() == ()
    assert store.audit.verify() == ()


def test_importing_twice_counts_once(store: Store, tmp_path: Path) -> None:
    history = read_history(write(tmp_path, [a_result()], {"bold": a_profile()}))
    first = store.histories.keep(history, source="there", team=DEFAULT_TEAM, by="ada", now=NOON)
    again = store.histories.keep(history, source="there", team=DEFAULT_TEAM, by="ada", now=NOON)
    assert first == again
    assert len(store.histories.list(team=DEFAULT_TEAM)) == 1
    assert store.profiles.list()[0].trials == 1
    assert store.histories.find(first.id, team="others") is None
