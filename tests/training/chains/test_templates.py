import pytest

from training.chains.errors import MissingVariableError
from training.chains.handing import Given, pass_on
from training.chains.schema import mismatch, read_json
from training.chains.templates import render, variables_in
from training.model.chain_runs import Form

SHELL = "`touch /tmp/no` $(touch /tmp/no); touch /tmp/no | cat && \n'\"{{ secret }}"


def test_a_value_goes_in_as_it_is_and_is_not_read_as_a_template() -> None:
    assert render("Do {{ it }} now.", {"it": SHELL, "secret": "hidden"}) == f"Do {SHELL} now."


def test_a_variable_without_a_value_is_named() -> None:
    with pytest.raises(MissingVariableError, match="colour"):
        render("{{ it }} {{ colour }}", {"it": "x"})


def test_single_braces_and_odd_names_are_plain_text() -> None:
    assert variables_in("{ task } {{ }} {{ 7up }} {{{ task }}} ${{ task }}") == ("task",)


def test_a_result_larger_than_its_receiver_takes_is_cut_at_a_character_and_marked() -> None:
    given = Given(stage="a", result="ü" * 1000, raw="", program=None, form=Form.TEXT)
    passed = pass_on(given, limit_kib=1)

    assert passed.passed_bytes == 1024
    assert passed.text.startswith("ü" * 512)
    assert "976 of 2000 bytes were left out" in passed.text


def test_json_is_found_alone_or_in_its_one_fenced_block() -> None:
    assert read_json('{"a": 1}') == {"a": 1}
    assert read_json('Here:\n```json\n{"a": 1}\n```\n') == {"a": 1}
    with pytest.raises(ValueError, match="Expecting"):
        read_json("```json\n1\n```\n```json\n2\n```")
    with pytest.raises(ValueError, match="nested"):
        read_json("[" * 100_000)


def test_a_mismatch_says_where() -> None:
    schema = '{"type": "object", "properties": {"n": {"type": "integer"}}}'

    assert mismatch(schema, {"n": 1}) is None
    assert "$.n" in str(mismatch(schema, {"n": "one"}))
