import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.training.builders import NOON, a_record, a_request, queue, take
from training.errors import SigningError
from training.heads import is_signed_by, load_key, public_hex, sign_head
from training.model.keeping import SignedHead
from training.store import Store


@pytest.fixture
def head(tmp_path: Path) -> SignedHead:
    return sign_head(load_key(tmp_path / "key"), database="d", seq=3, hash_="h", at="t")


def test_a_head_holds_under_its_own_key_and_under_no_other(head: SignedHead, tmp_path: Path) -> None:
    assert is_signed_by(head, head.public_key)
    assert not is_signed_by(head, public_hex(load_key(tmp_path / "other").public_key()))


@pytest.mark.parametrize("change", [{"seq": 4}, {"hash": "x"}, {"at": "x"}, {"database": "x"}, {"signature": "00"}])
def test_a_head_that_was_changed_does_not_hold(head: SignedHead, change: dict[str, object]) -> None:
    assert not is_signed_by(replace(head, **change), head.public_key)  # type: ignore[arg-type]


def test_a_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "key"
    first = public_hex(load_key(path).public_key())
    assert public_hex(load_key(path).public_key()) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_key_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("nothing")
    with pytest.raises(SigningError, match="can't be used"):
        load_key(tmp_path / "key")


def test_an_end_that_was_cut_off_is_found_against_a_head_kept_elsewhere(store: Store) -> None:
    queue(store, a_request(repeats=3))
    store.trials.close(take(store), a_record(), now=NOON)
    kept = store.audit.head()
    assert kept is not None
    assert store.audit.check_head(seq=kept.seq, head_hash=kept.hash) == ()
    for sql in (
        "delete from audit_chain where seq > 1",
        "delete from profile_updates",
        "delete from profiles",
        "delete from executions",
    ):
        store._db.execute(sql)
    store._db.execute("update trials set state = 'queued', verdict = null, closing_seq = null where verdict = 'passed'")
    assert store.audit.verify() == ()  # the chain alone can't know
    (finding,) = store.audit.check_head(seq=kept.seq, head_hash=kept.hash)
    assert finding.problem == "The chain ends at link 1, and link 3 was kept elsewhere: its end was cut off."


def test_a_chain_written_anew_is_found_against_a_head_kept_elsewhere(store: Store) -> None:
    queue(store, a_request(repeats=3))
    store.trials.close(take(store), a_record(), now=NOON)
    (finding,) = store.audit.check_head(seq=2, head_hash="0" * 64)
    assert "written anew" in finding.problem
