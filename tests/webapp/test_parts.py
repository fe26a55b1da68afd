"""The small parts: addresses to return to, numbers for people, pictures of numbers, the batch form."""

from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.datastructures import MultiDict

from webapp.batches.forms import Choices, read_batch_form
from webapp.charts import shares, spark
from webapp.formats import ago, milliseconds, number, percent, seconds
from webapp.redirects import safe_next

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHOICES = Choices(tasks={"anagram", "queue"}, strategies={"balanced"}, agents={"repair"})


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "///evil.example",
        "",
        None,
    ],
)
def test_a_return_address_never_leaves_the_site(address: str | None) -> None:
    assert safe_next(address, fallback="/home") == "/home"


def test_a_return_address_of_this_site_is_kept_with_its_query() -> None:
    assert safe_next("/executions?verdict=failed", fallback="/") == "/executions?verdict=failed"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (percent(0.725), "72 %"),
        (percent(None), "–"),
        (number(1234567), "1 234 567"),
        (milliseconds(840), "840 ms"),
        (milliseconds(1240), "1.24 s"),
        (seconds(125), "2 min 5 s"),
        (seconds(7260), "2 h 1 min"),
        (ago(NOW - timedelta(minutes=3), NOW), "3 min ago"),
        (ago(NOW + timedelta(seconds=3), NOW), "just now"),
        (ago(NOW - timedelta(days=1), NOW), "1 day ago"),
    ],
)
def test_numbers_are_written_for_people(written: str, expected: str) -> None:
    assert written.replace("\N{NARROW NO-BREAK SPACE}", " ") == expected


def test_a_line_needs_two_points() -> None:
    assert spark([0.5]) is None


def test_a_line_stays_in_its_box() -> None:
    line = spark([-1.0, 2.0])

    assert line is not None
    assert line.points == "0.0,40.0 132.0,0.0"


def test_shares_fill_the_bar_and_leave_out_what_is_nothing() -> None:
    parts = shares([("passed", 3), ("failed", 0), ("errored", 1)], 4)

    assert [(part.name, part.start, part.width) for part in parts] == [("passed", 0.0, 75.0), ("errored", 75.0, 25.0)]


def test_shares_of_nothing_are_no_parts() -> None:
    assert shares([("passed", 0)], 0) == ()


def form(**changes: str | list[str]) -> MultiDict[str, str]:
    fields: dict[str, str | list[str]] = {
        "task": ["anagram", "queue"],
        "strategy": ["balanced"],
        "agent": "repair",
        "repeats": "3",
        "seed": "7",
    }
    return MultiDict({**fields, **changes})


def test_a_filled_in_form_has_no_problems() -> None:
    asked = read_batch_form(form(), CHOICES)

    assert asked.problems == {}
    assert (asked.trials, asked.seed, asked.require_isolated) == (6, 7, False)


@pytest.mark.parametrize("repeats", ["0", "-1", "", "two", "1.5", "101", "9" * 5000])
def test_repeats_that_make_no_sense_are_named(repeats: str) -> None:
    assert set(read_batch_form(form(repeats=repeats), CHOICES).problems) == {"repeats"}


@pytest.mark.parametrize(
    ("field", "value"), [("task", ["nope"]), ("task", []), ("strategy", ["nope"]), ("agent", "nope"), ("seed", "-4")]
)
def test_each_wrong_field_is_named(field: str, value: str | list[str]) -> None:
    assert set(read_batch_form(form(**{field: value}), CHOICES).problems) == {field}


def test_no_seed_is_fine() -> None:
    assert read_batch_form(form(seed=""), CHOICES).problems == {}
