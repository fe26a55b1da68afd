"""`proving train` and what it leaves to be read."""

import json

import pytest

from proving.config import Settings
from tests.proving.conftest import Run
from training.store import Store


def test_a_batch_runs_to_its_end_and_the_profiles_agree_with_the_table(run: Run) -> None:
    tasks = "price-tag,dimmer-level,paint-mixer,pantry-stock"
    result = run("train", "--tasks", tasks, "--repeats", "2", "--seed", "4", "--json")

    assert result.exit_code == 0, result.stderr
    table = {row["strategy"]: row for row in json.loads(result.stdout)["strategies"]}
    profiles = {row["strategy"]: row for row in json.loads(run("profile", "list", "--json").stdout)}
    assert set(table) == set(profiles) == {"aggressive", "balanced", "conservative"}
    for name, row in table.items():
        assert profiles[name]["real_executions"] == row["real_executions"]
        assert profiles[name]["trials"] == row["trials"] == 4 * 2
        assert profiles[name]["success_mean"] == pytest.approx(row["success_rate"])
        assert profiles[name]["provenance"] == "real"


def test_the_same_seed_gives_the_same_programs(run: Run, settings: Settings) -> None:
    for _ in range(2):
        assert run("train", "--tasks", "dimmer-level", "--strategies", "balanced", "--seed", "9").exit_code == 0

    with Store.open(settings.database) as store:
        programs = [
            [
                store.executions.get(row.id).files
                for trial in store.batches.grid(number)
                for row in _rows(store, trial.id)
            ]
            for number in (1, 2)
        ]
    assert programs[0][0] == programs[1][0]


def _rows(store: Store, trial_id: int):  # noqa: ANN202 - rows of the store
    return store.executions.list_for_trial(trial_id)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--repeats", "0"), "0 repeats can't be run"),
        (("--repeats", "-1"), "-1 repeats can't be run"),
        (("--tasks", "nothing-like-it"), "No task is called"),
        (("--tasks", "difficulty:absurd"), "No task has the difficulty"),
        (("--strategies", "balancd"), "Did you mean balanced"),
        (("--agent", "nobody"), "No agent is called"),
        (("--seed", "-3"), "The seed -3 can't be used"),
    ],
)
def test_what_can_not_be_asked_is_told_and_nothing_is_written(
    run: Run, settings: Settings, arguments: tuple[str, ...], sentence: str
) -> None:
    result = run("train", *arguments)

    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    if settings.database.exists():
        with Store.open(settings.database) as store:
            assert store.batches.is_empty()


def test_too_few_passes_fail_the_command(run: Run) -> None:
    result = run("train", "--tasks", "dimmer-level", "--seed", "1", "--fail-under", "1.0")

    assert result.exit_code == 1
    assert "fewer than the 100% asked for" in result.stderr


def test_profiles_follow_from_their_trials_to_the_last_bit(run: Run) -> None:
    run("train", "--tasks", "difficulty:easy", "--seed", "2")

    result = run("profile", "rebuild", "--check")

    assert result.exit_code == 0
    assert "to the last bit" in result.stdout
