"""Who did what is kept, found again, and can't be changed unseen."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.training.builders import NOON
from training.model.acts import ActFilter, Deed, Via
from training.store import Store


def a_deed(actor: str = "ada", *, action: str = "cancelled", subject: str = "3", team: str | None = "red") -> Deed:
    return Deed(actor=actor, action=action, kind="batch", subject=subject, team=team, via=Via.API, address="10.0.0.1")


def test_acts_come_back_newest_first_and_go_on_by_key(store: Store) -> None:
    for number in range(5):
        store.acts.record(a_deed(subject=str(number)), now=NOON + timedelta(seconds=number))

    first = store.acts.list(limit=2)
    second = store.acts.list(after=first[-1].id, limit=2)

    assert [act.deed.subject for act in (*first, *second)] == ["4", "3", "2", "1"]
    assert first[0].at == NOON + timedelta(seconds=4)
    assert first[0].deed == a_deed(subject="4")


@pytest.mark.parametrize(
    ("wanted", "subjects"),
    [
        (ActFilter(team="red"), ["2", "1"]),
        (ActFilter(actor="grace"), ["2"]),
        (ActFilter(action="retried"), ["3"]),
        (ActFilter(kind="batch", subject="1"), ["1"]),
        (ActFilter(kind="task"), []),
        (ActFilter(since=NOON + timedelta(seconds=2)), ["3", "2"]),
        (ActFilter(until=NOON + timedelta(seconds=2)), ["1"]),
    ],
)
def test_a_filter_leaves_only_what_matches(store: Store, wanted: ActFilter, subjects: list[str]) -> None:
    deeds = (a_deed(), a_deed("grace"), a_deed("linus", action="retried", team=None))
    for number, deed in enumerate(deeds, start=1):
        numbered = Deed(**{**vars(deed), "subject": str(number)})
        store.acts.record(numbered, now=NOON + timedelta(seconds=number))

    assert [act.deed.subject for act in store.acts.list(wanted)] == subjects


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("update acts set actor = 'eve'", "was changed in its actor"),
        ("delete from acts where id = 1", "was taken out"),
        (
            "insert into acts select 9, at, team, actor, action, kind, subject, detail, via, address from acts",
            "no link tells of it",
        ),
    ],
)
def test_an_act_that_is_tampered_with_is_found(store: Store, database: Path, statement: str, problem: str) -> None:
    store.acts.record(a_deed(), now=NOON)
    assert store.audit.verify() == ()

    with sqlite3.connect(database) as raw:
        raw.execute(statement)

    assert any(problem in finding.problem for finding in store.audit.verify())


def test_acts_from_before_the_chain_are_kept_and_are_no_problem(database: Path) -> None:
    with Store.open(database):
        pass
    with sqlite3.connect(database) as raw:
        raw.executescript(
            """drop table acts; drop table outbox; drop table webhooks;
               delete from _sqlite_migrations where name = 'm0003_acts_and_outbox';
               create table events (id integer primary key, at text not null, actor text not null,
                   action text not null, subject text not null, detail text not null) strict;
               insert into events values (1, '2026-01-01T00:00:00.000000Z', 'ada', 'asked for', 'batch 1', ''),
                   (2, '2026-01-02T00:00:00.000000Z', 'ada', 'cancelled', 'batch 1', '');"""
        )

    with Store.open(database) as store:
        store.acts.record(a_deed(), now=NOON)
        acts = store.acts.list()
        assert [(act.deed.action, act.deed.kind, act.deed.subject) for act in acts] == [
            ("cancelled", "batch", "3"),
            ("cancelled", "batch", "1"),
            ("asked for", "batch", "1"),
        ]
        assert store.audit.verify() == ()
