"""What a failure's message and title hint at. General knowledge of how programs go wrong, nothing about any task."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain

from sandbox.model import TestResult

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_EXPECTED = re.compile(r"^Expected(?: \w+)*: (?:not )?(.*)$", re.MULTILINE)
_RECEIVED = re.compile(r"^Received(?: \w+)*: +(.*)$", re.MULTILINE)
_DIFF = re.compile(r"^([-+]) {1,}(?!Expected|Received)(.*)$", re.MULTILINE)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_MESSAGE_CHARS_LIMIT = 20_000


class Hint(StrEnum):
    """One kind of symptom."""

    OFF_BY_ONE = "off_by_one"
    OTHER_NUMBER = "other_number"
    OTHER_SIGN = "other_sign"
    NOT_A_NUMBER = "not_a_number"
    MISSING_VALUE = "missing_value"
    OTHER_TRUTH = "other_truth"
    OTHER_CASE = "other_case"
    OTHER_SPACE = "other_space"
    OTHER_TEXT = "other_text"
    OTHER_ORDER = "other_order"
    OTHER_LENGTH = "other_length"
    A_PROMISE = "a_promise"
    TOO_LONG = "too_long"
    MISSING_THROW = "missing_throw"
    UNEXPECTED_THROW = "unexpected_throw"
    UNKNOWN_NAME = "unknown_name"
    NO_FUNCTION = "no_function"
    CHANGED_INPUT = "changed_input"
    EMPTY_CASE = "empty_case"
    FALSY_CASE = "falsy_case"
    NEGATIVE_CASE = "negative_case"
    REPEATED_USE = "repeated_use"
    WIDE_TEXT = "wide_text"
    BOUND_CASE = "bound_case"


_PHRASES: Mapping[str, Hint] = {
    r"Received function did not throw|Received promise resolved instead": Hint.MISSING_THROW,
    r"Cannot read propert|Received promise rejected|Thrown|is not iterable": Hint.UNEXPECTED_THROW,
    r"is not defined|before initialization": Hint.UNKNOWN_NAME,
    r"is not a function|is not a constructor": Hint.NO_FUNCTION,
    r"Exceeded timeout|time limit|call stack": Hint.TOO_LONG,
    r"Received: +(?:Promise )?\{\}|Promise \{": Hint.A_PROMISE,
    r"\bNaN\b": Hint.NOT_A_NUMBER,
}
_TITLES: Mapping[str, Hint] = {
    r"mutat|modif|chang|original|untouched|input|argument": Hint.CHANGED_INPUT,
    r"empty|nothing|no |without|blank|missing": Hint.EMPTY_CASE,
    r"zero|falsy|null|undefined|false|\b0\b": Hint.FALSY_CASE,
    r"negativ|minus|below|backwards|wrap": Hint.NEGATIVE_CASE,
    r"twice|again|repeat|independent|share|second|each call|fresh|reuse|own": Hint.REPEATED_USE,
    r"unicode|emoji|accent|umlaut|surrogate|code point": Hint.WIDE_TEXT,
    r"order|sort|stable|first|last|ascend|descend|rank": Hint.OTHER_ORDER,
    r"await|async|concurren|parallel|sequen|promise|wait|settle|resolve": Hint.A_PROMISE,
    r"throw|reject|error|fail|invalid|refus": Hint.MISSING_THROW,
    r"case|upper|lower|capital": Hint.OTHER_CASE,
    r"space|trim|padding|indent|tab": Hint.OTHER_SPACE,
    r"exact|limit|bound|edge|at most|at least|inclusive|exclusive|up to|end|full|capacity": Hint.BOUND_CASE,
}


def read_hints(failures: Iterable[TestResult]) -> Counter[Hint]:
    """Return which symptoms the failing tests show, with the number of tests that show each."""
    return Counter(chain.from_iterable(set(_of_one(test)) for test in failures))


def _of_one(test: TestResult) -> Iterator[Hint]:
    message = _ANSI.sub("", (test.message or "")[:_MESSAGE_CHARS_LIMIT])
    yield from (hint for phrase, hint in _PHRASES.items() if re.search(phrase, message))
    yield from (hint for phrase, hint in _TITLES.items() if re.search(phrase, test.name.rpartition(" > ")[2].lower()))
    expected, received = _EXPECTED.search(message), _RECEIVED.search(message)
    if expected and received:
        yield from _of_values(expected[1].strip(), received[1].strip())
    yield from _of_lines(_DIFF.findall(message))


def _of_values(expected: str, received: str) -> Iterator[Hint]:
    if received in ("undefined", "null"):
        yield Hint.MISSING_VALUE
    elif {expected, received} <= {"true", "false"}:
        yield Hint.OTHER_TRUTH
    elif _NUMBER.fullmatch(expected) and _NUMBER.fullmatch(received):
        yield from _of_numbers(float(expected), float(received))
    elif expected.startswith('"') and received.startswith('"'):
        yield from _of_texts(expected, received)
    elif expected.startswith("[") and received.startswith("["):
        yield from _of_parts(_parts(expected), _parts(received))


def _of_numbers(expected: float, received: float) -> Iterator[Hint]:
    if expected == -received:
        yield Hint.OTHER_SIGN
    yield Hint.OFF_BY_ONE if abs(expected - received) == 1 else Hint.OTHER_NUMBER


def _of_texts(expected: str, received: str) -> Iterator[Hint]:
    if expected.casefold() == received.casefold():
        yield Hint.OTHER_CASE
    elif "".join(expected.split()) == "".join(received.split()):
        yield Hint.OTHER_SPACE
    elif sorted(expected) == sorted(received):
        yield Hint.OTHER_ORDER
    elif len(expected) != len(received) and (expected[1:-1] in received or received[1:-1] in expected):
        yield Hint.OTHER_LENGTH
    else:
        yield Hint.OTHER_TEXT


def _of_parts(expected: list[str], received: list[str]) -> Iterator[Hint]:
    if sorted(expected) == sorted(received):
        yield Hint.OTHER_ORDER
    elif len(expected) != len(received):
        yield Hint.OTHER_LENGTH
    else:
        for one, other in zip(expected, received, strict=True):
            if one != other:
                yield from _of_values(one, other)


def _of_lines(lines: list[tuple[str, str]]) -> Iterator[Hint]:
    """Read Jest's diff: the lines that only one side has."""
    expected = [line.strip().rstrip(",") for sign, line in lines if sign == "-"]
    received = [line.strip().rstrip(",") for sign, line in lines if sign == "+"]
    if expected or received:
        plain = ([line.rpartition(": ")[2] for line in side] for side in (expected, received))
        yield from _of_parts(*plain)


def _parts(shown: str) -> list[str]:
    return [part.strip() for part in shown.strip("[]").split(",")]
