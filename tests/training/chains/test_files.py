import json

import pytest

from tests.training.chains.makers import a_chain, a_row, a_stage
from training.chains.book import ready_made
from training.chains.content import chain_from
from training.chains.errors import ChainFileError
from training.chains.files import parse_chain, to_json, to_toml
from training.model.chains import Chain

AWKWARD = 'quotes " and """ and \'\'\', a back\\slash, {{ task }}, a tab\t, $(rm -rf /), ümläut, "\n last "'


@pytest.mark.parametrize("chain", [saved.chain for saved in ready_made()], ids=lambda chain: chain.name)
def test_a_ready_made_chain_reads_back_the_same_from_toml_and_from_json(chain: Chain) -> None:
    assert parse_chain(to_toml(chain).encode(), source="x") == chain
    assert parse_chain(to_json(chain).encode(), source="x") == chain


def test_awkward_text_and_every_field_survive_both_forms() -> None:
    chain = a_chain(
        a_stage("first", instructions=AWKWARD, strategy="balanced", retries=2, budgets={"seconds": 5, "cost_usd": 0.5}),
        a_stage(
            "second",
            after=["first"],
            gives="json",
            schema='{"type": "object"}',
            on_failure="fall back",
            fall_back="two",
            budgets={"turns": 3, "tokens": 10, "hand_off_kib": 4},
        ),
        variables={"language": AWKWARD},
        description=AWKWARD,
    )

    assert parse_chain(to_toml(chain).encode(), source="x") == chain
    assert parse_chain(to_json(chain).encode(), source="x") == chain


def test_the_version_changes_with_the_content_and_with_nothing_else() -> None:
    assert a_row("a", "b").version == a_row("a", "b").version
    assert a_row("a", "b").version != a_row("b", "a").version


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"name": "x", "stages": [{"name": "a", "agent": "one"}]}, "stage 'a': 'instructions' must be some text"),
        ({"name": "x", "stages": [a_stage("a", retrys=1)]}, "did you mean 'retries'"),
        ({"name": "x", "stages": [a_stage("a", gives="poem")]}, "must be one of text, json, program"),
        ({"name": "x", "stages": [a_stage("a", budgets={"seconds": "long"})]}, "'seconds' must be a number"),
        ({"name": "x", "stages": [a_stage("a", retries=True)]}, "'retries' must be a whole number"),
        ({"name": "Bad Name", "stages": []}, "'name' must be small letters"),
        ({"name": "x", "stages": "many"}, "'stages' must be a list"),
        ([], "must be a table"),
    ],
)
def test_a_mistake_names_its_stage_and_its_field(data: object, said: str) -> None:
    with pytest.raises(ChainFileError) as caught:
        chain_from(data)

    assert said in str(caught.value)


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b"name = ", json.dumps("[" * 10).encode()])
def test_what_is_no_chain_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(ChainFileError):
        parse_chain(raw, source="my.toml")
