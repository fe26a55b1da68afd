"""Mutants: the bugs that people make, each once."""

from random import Random

import pytest

from sandbox.model import SourceFile
from training.tasks.mutants import BUGS, choose, mutants_of


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - an order that can be repeated


def mutated(source: str) -> dict[str, str]:
    """Return the mutants of a program by their kind and text."""
    mutants = mutants_of((SourceFile("solution.js", source.encode()),))
    return {mutant.files[0].content.decode(): mutant.bug for mutant in mutants}


@pytest.mark.parametrize(
    ("bug", "source", "expected"),
    [
        ("boundary", "f = (a) => a < 3;", "f = (a) => a <= 3;"),
        ("wrong_way", "if (!a) b();", "if (a) b();"),
        ("falsy_zero", "f = (a) => a ?? 1;", "f = (a) => a || 1;"),
        ("falsy_zero", "f = (a) => a === undefined;", "f = (a) => !a;"),
        ("value_for_presence", "f = (m) => !m.has(1);", "f = (m) => !m.get(1);"),
        ("missing_case", "f = (a, b) => a && b;", "f = (a, b) => a;"),
        ("either_or", "f = (a, b) => a && b;", "f = (a, b) => a || b;"),
        (
            "fall_through",
            "switch (a) { case 1: b(); break; default: c(); }",
            "switch (a) { case 1: b();  default: c(); }",
        ),
        ("separated", "if (a) b(); else if (c) d();", "if (a) b();  if (c) d();"),
        ("not_reset", "for (const a of b) { c = 0; d(); }", "for (const a of b) {  d(); }"),
        ("wrong_start", "let sum = 0;", "let sum = 1;"),
        ("shadowed", "if (a) { b = c; }", "if (a) { const b = c; }"),
        ("shared_value", "f = (a) => [...a];", "f = (a) => a;"),
        ("shared_value", "f = (a) => a.toSorted();", "f = (a) => a.sort();"),
        ("shallow_copy", "g = Array.from({ length: n }, () => []);", "g = new Array(n).fill([]);"),
        ("overwritten", "sum += a;", "sum = a;"),
        ("stale_variable", "f = (a, b) => g(a);", "f = (a, b) => g(b);"),
        ("forgotten_await", "f = async () => { await g(); };", "f = async () => { g(); };"),
        ("forgotten_return", "f = () => { return g(); };", "f = () => { g(); };"),
        ("early_exit", "for (const a of b) { if (a) continue; c(); }", "for (const a of b) { if (a) break; c(); }"),
        ("too_soon", "a = 1; b(a);", "b(a); a = 1;"),
        ("inside_for_outside", "for (const a of b) { c(); } d();", "for (const a of b) { c(); d(); } "),
        ("swallowed", "try { a(); } catch (e) { throw e; }", "try { a(); } catch (e) {}"),
        ("no_recursion", "function* f(a) { yield* a; }", "function* f(a) { yield a; }"),
        ("forgotten_statement", "a(); b();", "a(); "),
        ("off_by_one", "f = (a) => a.slice(1);", "f = (a) => a.slice(2);"),
        ("swapped_arguments", "f(a, b);", "f(b, a);"),
        ("missing_argument", "f(a, b);", "f(a);"),
        ("sort_by_default", "a.sort((x, y) => x - y);", "a.sort();"),
        ("wrong_arithmetic", "f = (a, b) => a * b;", "f = (a, b) => a + b;"),
        ("near_method", "a.push(b);", "a.unshift(b);"),
        ("missing_step", "f = (a) => a.trim();", "f = (a) => a;"),
        ("wrong_default", "f = (a = 1) => a;", "f = (a) => a;"),
        ("loose_pattern", "f = (a) => /^a/g.test(a);", "f = (a) => /a/g.test(a);"),
        ("wrong_text", "f = () => 'done';", "f = () => '';"),
    ],
)
def test_each_kind_of_bug_is_made(bug: str, source: str, expected: str) -> None:
    assert mutated(source)[expected] == bug


def test_every_kind_has_an_example_above() -> None:
    marks = test_each_kind_of_bug_is_made.pytestmark  # type: ignore[attr-defined]
    shown = {example[0] for mark in marks for example in mark.args[1]}
    assert {bug.name for bug in BUGS} - shown == {"swapped_branches"}


def test_what_moves_a_loop_on_is_left_alone() -> None:
    loops = mutated("let i = 0;\nwhile (i < n) {\n  i += 1;\n}")
    assert not any("i += 1" not in source and "i -= 1" not in source and "i = 1" not in source for source in loops)


def test_no_mutant_comes_twice_and_none_is_the_program_itself() -> None:
    source = "export function f(a, b) {\n  if (a === undefined || b < 1) return 0;\n  return a + b;\n}\n"
    mutants = mutants_of((SourceFile("solution.js", source.encode()),))
    contents = [mutant.files[0].content for mutant in mutants]
    assert len(set(contents)) == len(contents)
    assert source.encode() not in contents


def test_a_mutant_tells_its_line_and_what_changed() -> None:
    source = "export const f = (a) => {\n  const b = a;\n  return b < 3;\n};\n"
    mutants = mutants_of((SourceFile("lib/solution.js", source.encode()),))
    boundary = next(mutant for mutant in mutants if mutant.bug == "boundary")
    assert (boundary.path, boundary.line) == ("lib/solution.js", 3)
    assert boundary.edit == "return b < 3; -> return b <= 3;"


def test_only_one_file_changes() -> None:
    files = (SourceFile("a.js", b"f(a, b);"), SourceFile("data.json", b"{}"), SourceFile("b.js", b"let x = 0;"))
    for mutant in mutants_of(files):
        changed = [new.path for new, old in zip(mutant.files, files, strict=True) if new != old]
        assert changed == [mutant.path]


def test_the_same_seed_chooses_the_same_and_kinds_take_turns() -> None:
    source = b"export const f = (a, b, c, d) => g(a, b, c, d) + g(d, c, b, a) < 3;"
    mutants = mutants_of((SourceFile("solution.js", source),))
    chosen = choose(mutants, most=6, rng=seeded(1))
    assert chosen == choose(mutants, most=6, rng=seeded(1))
    assert len(chosen) == 6
    assert len({mutant.bug for mutant in chosen}) >= 5


def test_what_does_not_parse_has_no_mutants() -> None:
    assert mutants_of((SourceFile("solution.js", b"function {"),)) == ()
