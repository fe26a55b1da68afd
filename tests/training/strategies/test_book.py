from dataclasses import replace
from pathlib import Path

import pytest

from training.errors import StrategyFileError, UnknownStrategyError
from training.strategies import BUILT_IN, StrategyBook, format_strategy, parse_strategy


def _copy(folder: Path, name: str, *, old: str = "", new: str = "") -> Path:
    text = (BUILT_IN / "balanced.toml").read_text()
    path = folder / f"{name}.toml"
    path.write_text(text.replace(old, new) if old else text)
    return path


def test_three_strategies_are_built_in() -> None:
    assert [strategy.name for strategy in StrategyBook().all()] == ["aggressive", "balanced", "conservative"]


def test_the_built_in_strategies_differ_in_every_field_that_steers_an_agent() -> None:
    aggressive, balanced, conservative = StrategyBook().all()
    assert conservative.attempts > balanced.attempts > aggressive.attempts
    assert conservative.edit_size < balanced.edit_size < aggressive.edit_size
    assert conservative.temperature < balanced.temperature < aggressive.temperature
    assert conservative.self_check
    assert aggressive.submit_at < balanced.submit_at
    assert len({strategy.instructions for strategy in StrategyBook().all()}) == 3


def test_a_teams_folder_stands_beside_the_built_in_ones(tmp_path: Path) -> None:
    _copy(tmp_path, "house-rules")
    book = StrategyBook([tmp_path])
    assert book.get("house-rules").attempts == book.get("balanced").attempts
    assert book.get("house-rules").version != book.get("balanced").version


def test_an_edit_gives_a_new_version_and_a_comment_does_not(tmp_path: Path) -> None:
    before = StrategyBook([_copy(tmp_path, "ours").parent]).get("ours").version
    _copy(tmp_path, "ours", old="temperature", new="# warm\ntemperature")
    assert StrategyBook([tmp_path]).get("ours").version == before
    _copy(tmp_path, "ours", old="attempts = 20", new="attempts = 13")
    assert StrategyBook([tmp_path]).get("ours").version != before


def test_an_unknown_name_gets_the_close_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownStrategyError, match="Did you mean balanced"):
        StrategyBook().get("ballanced")
    with pytest.raises(UnknownStrategyError, match="There are aggressive, balanced, conservative"):
        StrategyBook([tmp_path]).get("zzz")


def test_a_name_that_is_taken_names_both_files(tmp_path: Path) -> None:
    _copy(tmp_path, "balanced")
    with pytest.raises(StrategyFileError, match=r"taken by .*builtin/balanced\.toml"):
        StrategyBook([tmp_path]).all()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StrategyFileError, match="nowhere is no folder"):
        StrategyBook([tmp_path / "nowhere"]).all()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("attempts = 20", "attempts = 0", "'attempts' must be a whole number from 1 to 200, not 0"),
        ("attempts = 20", "attempts = true", "'attempts' must be a whole number"),
        ("attempts = 20", "attempts = 2.5", "'attempts' must be a whole number"),
        ("attempts = 20", "atempts = 12", "'atempts' is no field of a strategy. Did you mean 'attempts'"),
        ("attempts = 20", "", "'attempts' is missing"),
        ("temperature = 0.6", "temperature = nan", "'temperature' must be a number from 0 to 2, not nan"),
        ("temperature = 0.6", "temperature = '0.6'", "'temperature' must be a number"),
        ("self_check = false", "self_check = 0", "'self_check' must be true or false"),
        ("submit_at = 1.0", "submit_at = 1.01", "'submit_at' must be a number from 0 to 1"),
        ("submit_at = 1.0", "submit_at = ", "is not TOML"),
        ("token_budget = 40000", "token_budget = -1", "'token_budget' must be a whole number"),
        ('instructions = """', 'instructions = "" # """', "is not TOML"),
    ],
)
def test_a_bad_file_is_named_with_its_key_and_what_is_wrong(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = _copy(tmp_path, "ours", old=old, new=new)
    with pytest.raises(StrategyFileError) as caught:
        StrategyBook([tmp_path]).all()
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(StrategyFileError, match="not UTF-8"):
        StrategyBook([tmp_path]).all()


def test_a_file_with_a_name_that_no_strategy_can_have_is_refused(tmp_path: Path) -> None:
    _copy(tmp_path, "Our Rules")
    with pytest.raises(StrategyFileError, match="'Our Rules' can't be a strategy's name"):
        StrategyBook([tmp_path]).all()


def test_a_strategy_written_and_read_again_is_the_same() -> None:
    for strategy in StrategyBook().all():
        assert parse_strategy(format_strategy(strategy), name=strategy.name, source="copy") == strategy


def test_odd_characters_survive_writing_and_reading() -> None:
    odd = replace(StrategyBook().get("balanced"), instructions='a "quote", a \\ and \x7f, é and \U0001f600\nnext')
    again = parse_strategy(format_strategy(odd), name="balanced", source="copy")
    assert again.instructions == odd.instructions
