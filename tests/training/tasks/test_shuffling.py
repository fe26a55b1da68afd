"""Tests in another order."""

from random import Random

from sandbox.model import SourceFile
from training.agents.repair.program import parse
from training.tasks.shuffling import shuffled

SOURCE = b"""import { f } from './solution.js';
beforeEach(() => {});
test('a', () => { f(1); });
const two = 2;
test.each([1, two])('b %i', (n) => { f(n); });
describe('c', () => {
  it('d', () => {});
  it('e', () => {});
  it.each([3])('f', () => {});
});
"""


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - an order that can be repeated


def test_every_test_is_there_once_and_the_rest_stays_in_place() -> None:
    mixed = shuffled(SourceFile("a.spec.js", SOURCE), seeded(3)).content
    assert mixed != SOURCE
    assert sorted(mixed) == sorted(SOURCE)
    assert mixed.startswith(b"import { f } from './solution.js';\nbeforeEach(() => {});\n")
    assert parse(SourceFile("a.spec.js", mixed)) is not None


def test_orders_differ_inside_of_describe_too() -> None:
    orders = {shuffled(SourceFile("a.spec.js", SOURCE), seeded(seed)).content for seed in range(20)}
    assert {content.index(b"'d'") < content.index(b"'e'") for content in orders} == {True, False}
    assert {content.index(b"'a'") < content.index(b"'c'") for content in orders} == {True, False}


def test_the_same_seed_gives_the_same_order() -> None:
    file = SourceFile("a.spec.js", SOURCE)
    assert shuffled(file, seeded(5)) == shuffled(file, seeded(5))


def test_helpers_and_what_does_not_parse_stay_as_they_are() -> None:
    for file in (SourceFile("helper.js", SOURCE), SourceFile("a.spec.js", b"test(")):
        assert shuffled(file, seeded(1)) == file
