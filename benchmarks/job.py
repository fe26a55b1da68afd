"""The one job that every contestant does: a small program and the tests that judge it."""

from pathlib import Path

from sandbox.model import ExecutionSpec, SourceFile

# CommonJS, so that bare Jest needs no configuration to run it
PROGRAM = """\
const scores = { a: 1, e: 1, d: 2, g: 2, b: 3, c: 3, f: 4, h: 4, k: 5, j: 8, x: 8, q: 10, z: 10 };

class Tally {
  #total = 0;
  add(points) {
    this.#total += points;
    return this;
  }
  get total() {
    return this.#total;
  }
}

const points = (letter) => scores[letter] ?? 0;
const score = (word) => [...word.toLowerCase()].reduce((tally, letter) => tally.add(points(letter)), new Tally()).total;
const rank = (words) => words.map((word) => ({ word, points: score(word) })).sort((a, b) => b.points - a.points);
const later = async (word) => {
  if (word === '') throw new RangeError('no word');
  return score(word);
};

module.exports = { Tally, later, rank, score };
"""

TESTS = """\
const { Tally, later, rank, score } = require('./solution');

describe('score', () => {
  test.each([['cabbage', 14], ['quartz', 21], ['Jazz', 29], ['', 0]])('of %s is %i', (word, points) => {
    expect(score(word)).toBe(points);
  });
});

test('ranks words', () => {
  expect(rank(['egg', 'zax', 'bad'])).toEqual([
    { word: 'zax', points: 19 },
    { word: 'bad', points: 6 },
    { word: 'egg', points: 5 },
  ]);
});

test('keeps a tally', () => {
  expect(new Tally().add(1).add(2).total).toBe(3);
});

test('answers later', async () => {
  await expect(later('jade')).resolves.toBe(12);
  await expect(later('')).rejects.toThrow(RangeError);
});
"""

FILES = {"solution.js": PROGRAM, "solution.spec.js": TESTS}
TEST_COUNT = 7


def write_project(folder: Path) -> None:
    """Write the job's files into a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text)


def execution(execution_id: str) -> ExecutionSpec:
    """Return the job as the sandbox takes it."""
    return ExecutionSpec(
        execution_id=execution_id,
        candidate=(SourceFile("solution.js", PROGRAM.encode()),),
        tests=(SourceFile("solution.spec.js", TESTS.encode()),),
    )
