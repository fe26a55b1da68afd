"""The audit of executions: filters, exports, what each tab compares and finds, the page that opens offline."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from tests.webapp.visiting import Visitor
from training.model.executions import ExecutionFilter, ExecutionRow
from training.store import Store
from webapp.executions.exports import COLUMNS, export


def test_filters_stand_in_the_address_and_can_be_taken_away(visitor: Visitor) -> None:
    page = visitor.open("/executions/?result=failed&strategy=balanced&days=7").text

    assert re.search(r'class="chip" href="/executions/\?[^"]*"', page)
    assert '<option value="failed" selected>' in page
    assert "<td>conservative</td>" not in page


def test_words_are_searched_for_in_code_and_output(visitor: Visitor) -> None:
    assert '<th scope="row">' in visitor.open("/executions/?q=function").text
    assert "No execution is like that" in visitor.open("/executions/?q=nowhereatall").text


@pytest.mark.parametrize("query", ["days=x", "days=-3", "from=yesterday", "from=0001-01-01", "to=9999-12-31"])
def test_a_span_that_cannot_be_read_is_told_and_left_out(visitor: Visitor, query: str) -> None:
    page = visitor.open(f"/executions/?{query}")

    assert page.status_code == 200
    assert "Dates are written as 2026-01-31" in page.text


def test_an_export_holds_what_the_list_shows(visitor: Visitor) -> None:
    query = "result=passed&strategy=aggressive"
    rows = list(csv.DictReader(io.StringIO(visitor.open(f"/executions/export.csv?{query}").text)))
    same = json.loads(visitor.open(f"/executions/export.json?{query}").text)
    shown = re.findall(r'<th scope="row"><a href="/executions/(\d+)', visitor.open(f"/executions/?{query}").text)

    assert rows
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [str(row["id"]) for row in same] == shown
    assert {row["result"] for row in rows} == {"passed"}


class ManyExecutions:
    """A store that holds one execution very often."""

    def __init__(self, row: ExecutionRow, count: int) -> None:
        self.executions = self
        self._row = row
        self._count = count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close nothing."""

    def list(self, _wanted: object, *, after: int | None, limit: int) -> tuple[ExecutionRow, ...]:
        first = self._count if after is None else after - 1
        return tuple(replace(self._row, id=number) for number in range(first, max(0, first - limit), -1))


def test_an_export_holds_every_row_however_many_there_are(seeded: Path) -> None:
    with Store.open(seeded) as store:
        row = store.executions.list(limit=1)[0]
    answer = export(lambda: ManyExecutions(row, 100_001), ExecutionFilter(), "csv")  # type: ignore[arg-type,return-value]

    assert sum(1 for _ in answer.response) == 1 + 100_001


def test_an_export_of_nothing_is_still_whole(visitor: Visitor) -> None:
    assert json.loads(visitor.open("/executions/export.json?q=nowhereatall").text) == []
    assert visitor.open("/executions/export.csv?q=nowhereatall").text.count("\n") == 1


def test_next_and_previous_stay_within_the_filtered_list(visitor: Visitor) -> None:
    listed = visitor.open("/executions/?result=passed").text
    first, second = re.findall(r'<th scope="row"><a href="(/executions/\d+\?result=passed)', listed)[:2]

    assert f'data-next rel="next" href="{second}&amp;tab=overview"' in visitor.open(first).text


def test_code_is_compared_with_the_starter_the_attempt_before_and_the_reference(visitor: Visitor) -> None:
    page = visitor.open("/executions/2?tab=code").text

    for view in ("Against the starter", "Against the attempt before", "Against the reference", "Whole program"):
        assert view in page
    assert 'id="file-1-L1"' in visitor.open("/executions/2?tab=code&view=whole").text


def test_a_program_that_is_its_starter_opens_whole(visitor: Visitor) -> None:
    unchanged = visitor.open("/executions/1?tab=code").text  # `repair` runs the starter first, to see what fails

    assert 'aria-current="page">Whole program</a>' in unchanged
    assert 'id="file-1-L1"' in unchanged
    assert "No difference." in visitor.open("/executions/1?tab=code&view=starter").text


def test_output_is_searched(visitor: Visitor) -> None:
    assert "No line holds" in visitor.open("/executions/1?tab=output&find=nothing-like-it").text


def test_what_was_printed_can_be_kept_as_it_came(visitor: Visitor) -> None:
    answer = visitor.open("/executions/1/stdout.txt")

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_provenance_names_everything_that_ran(visitor: Visitor) -> None:
    page = visitor.open("/executions/1?tab=provenance").text

    for name in ("Image digest", "Task hash", "Visible tests", "Hidden tests", "Strategy version", "Agent version"):
        assert name in page
    assert "What to do" in page  # of the prompt
    link = re.search(r'href="(/audit/chain/\d+)"', page)
    assert link is not None
    assert "Whole: its hash covers what it says" in visitor.open(link.group(1)).text


def test_the_page_to_keep_needs_nothing_from_outside(visitor: Visitor) -> None:
    answer = visitor.open("/executions/3/bundle")
    page = answer.text

    assert answer.headers["Content-Disposition"] == 'attachment; filename="execution-3.html"'
    assert "<style>" in page
    outside = re.findall(r'(?:src|href)="(?!#)([^"]*)"', page.split('<script type="application/json"')[0])
    assert [address for address in outside if not address.startswith("/")] == []
    assert "<link" not in page
    data = page.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    assert json.loads(data)["files"]


def test_a_view_is_kept_and_forgotten(visitor: Visitor) -> None:
    visitor.send("/views/", on="/executions/", name="Failures", of="/executions/?result=failed")
    assert 'href="/executions/?result=failed"' in visitor.open("/views/").text
    assert "Failures" in visitor.open("/").text

    number = re.search(r"/views/(\d+)/forget", visitor.open("/views/").text)
    assert number is not None
    visitor.send(f"/views/{number.group(1)}/forget", on="/views/")
    assert "No view yet" in visitor.open("/views/").text


@pytest.mark.parametrize("address", ["https://elsewhere.example", "//elsewhere.example", "javascript:alert(1)", ""])
def test_a_view_leads_only_into_this_site(visitor: Visitor, address: str) -> None:
    visitor.send("/views/", on="/executions/", name="Away", of=address)
    assert "No view yet" in visitor.open("/views/").text


def test_the_audit_log_says_who_did_what(visitor: Visitor) -> None:
    page = visitor.open("/audit/?kind=batch&days=7").text
    assert "Audit log" in page
    assert visitor.open("/audit/chain/999999").status_code == 404
