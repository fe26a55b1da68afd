"""The search in code and output: an FTS5 index that is kept in the same transaction as what it finds."""

import re
from collections.abc import Iterable

from sqlite_utils import Database

from sandbox.model import SourceFile, TestResult, TestStatus
from training.model.trials import RecordedExecution
from training.store.connection import change, storable

# what is beyond these is kept and shown, and not found
MOST_CODE_CHARS = 32_768
MOST_OUTPUT_CHARS = 8_192
_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_NOT_IN_A_TAG = re.compile(r"[^0-9A-Za-z]")


def index_execution(db: Database, row_id: int, entry: RecordedExecution, *, facet_id: int, task_id: str) -> None:
    """Make one execution findable. Call it inside the transaction that writes it."""
    result = entry.result
    output = (result.reason, result.stdout, result.stderr)
    index_texts(db, row_id, files=entry.files, tests=result.tests, output=output, facet_id=facet_id, task_id=task_id)


def index_texts(
    db: Database,
    row_id: int,
    *,
    files: Iterable[SourceFile],
    tests: Iterable[TestResult],
    output: Iterable[str],
    facet_id: int,
    task_id: str,
) -> None:
    """Put the words of an execution into the index: of its program, of its failed tests, of what it printed."""
    code = "\n".join(file.content.decode(errors="replace") for file in files)
    printed = "\n".join(text[-MOST_OUTPUT_CHARS:] for text in (_failures(tests), *output))
    change(
        db,
        "insert into execution_texts (rowid, code, output, tags) values (:id, :code, :output, :tags)",
        id=row_id,
        code=storable(code[:MOST_CODE_CHARS]),
        output=storable(printed),
        tags=f"{facet_tag(facet_id)} {task_tag(task_id)}",
    )


def facet_tag(facet_id: int) -> str:
    """Return the word that stands for a facet in the index."""
    return f"f{facet_id}"


def task_tag(task_id: str) -> str:
    """Return the word that stands for a task in the index; two odd ids may share one."""
    return f"t_{_NOT_IN_A_TAG.sub('_', task_id)}"


def match_expression(text: str, *, facets: Iterable[int] | None, task_id: str | None) -> str:
    """Return what a person typed as FTS5 reads it. Whatever they typed stays words: no operator, no syntax error."""
    terms = [_term(phrase or word, is_word=not phrase) for phrase, word in _WORDS.findall(storable(text))]
    parts = [f"{{code output}} : ({' AND '.join(term for term in terms if term) or NOTHING})"]
    if facets is not None:
        parts.append(f"tags : ({' OR '.join(map(facet_tag, facets)) or NOTHING})")
    if task_id is not None:
        parts.append(f"tags : {task_tag(task_id)}")
    return " AND ".join(parts)


NOTHING = '""'


def _term(text: str, *, is_word: bool) -> str:
    begins = "*" if is_word and text.endswith("*") and len(text) > 1 else ""
    plain = text.rstrip("*") if begins else text
    if not re.search(r"\w|\$", plain):
        return ""
    return '"' + plain.replace('"', '""') + '"' + begins


def _failures(tests: Iterable[TestResult]) -> str:
    failed = (test for test in tests if test.status is TestStatus.FAILED)
    return "\n".join(f"{test.name}\n{test.message or ''}" for test in failed)
