"""Each operator makes the edit it is named for, and none makes a program that its own parser can't read again."""

import pytest

from sandbox.model import SourceFile
from training.agents.repair.operators import OPERATORS
from training.agents.repair.program import Edit, apply, parse
from training.agents.repair.rank import all_edits


def _variants(source: str, operator: str) -> set[str]:
    program = parse(SourceFile("solution.js", source.encode()), expected=(b"'Fizz'",))
    assert program is not None
    found = next(o for o in OPERATORS if o.name == operator).find(program)
    edits = (Edit(path=program.path, operator=operator, line=1, parts=parts) for parts in found)
    return {apply(program.source, (edit,)).decode() for edit in edits}


EXAMPLES = [
    ("comparison_boundary", "if (a < b) c();", "if (a <= b) c();"),
    ("comparison_direction", "x = a >= b;", "x = a <= b;"),
    ("equality_strictness", "x = a == b;", "x = a === b;"),
    ("equality_flip", "x = a === b;", "x = a !== b;"),
    ("swapped_sides", "x = a - b;", "x = b - a;"),
    ("absence_check", "if (!table[k]) f();", "if (table[k] === undefined) f();"),
    ("arithmetic_operator", "x = a + b;", "x = a - b;"),
    ("assignment_operator", "x = a;", "x += a;"),
    ("increment", "n++;", "n--;"),
    ("precedence", "x = a + b * c;", "x = (a + b) * c;"),
    ("precedence", "x = (a + b) * c;", "x = a + b * c;"),
    ("rounding", "x = a / 2;", "x = Math.floor(a / 2);"),
    ("rounding", "x = Math.round(a);", "x = a;"),
    ("wrap_around", "x = a % n;", "x = (((a % n) + n) % n);"),
    ("logical_operator", "x = a || b;", "x = a ?? b;"),
    ("condition_negated", "if (done) f();", "if (!done) f();"),
    ("condition_part_negated", "x = a && b;", "x = a && !b;"),
    ("condition_part_dropped", "x = a && b;", "x = b;"),
    (
        "condition_part_added",
        "function f() { if (a) b(); if (c) d(); }",
        "function f() { if (a && c) b(); if (c) d(); }",
    ),
    ("condition_fixed", "if (a) b();", "if (false) b();"),
    ("branches_swapped", "x = a ? b : c;", "x = a ? c : b;"),
    ("branches_swapped", "if (a) { b(); } else { c(); }", "if (a) { c(); } else { b(); }"),
    ("branches_separated", "if (a) b();\nif (c) d();", "if (a) b(); else if (c) d();"),
    ("constant_step", "x = 7;", "x = 8;"),
    ("constant_replaced", "x = 7;", "x = 0;"),
    ("constant_scaled", "x = 60;", "x = 600;"),
    ("text_from_tests", "x = 'fizz';", "x = 'Fizz';"),
    ("constant_elsewhere", "x = 24; y = 7;", "x = 7; y = 7;"),
    ("constant_elsewhere", "x = 24;", "x = 60;"),
    ("range_shifted", "x = s.slice(2, 4);", "x = s.slice(4, 6);"),
    ("range_shifted", "x = s.slice(0, 2);", "x = s.slice(1, 3);"),
    ("unit_factor", "x = now + keepSeconds;", "x = now + (keepSeconds * 1000);"),
    ("extreme_kept", "until = end;", "until = Math.max(until, end);"),
    ("comparator_of_truth", "l.sort((a, b) => a.n > b.n);", "l.sort((a, b) => a.n - b.n);"),
    ("comparator_by_key", "l.sort();", "l.sort((a, b) => a[0] - b[0]);"),
    ("comparator_by_key", "l.sort(); x = o.age;", "l.sort((a, b) => a.age - b.age); x = o.age;"),
    ("statement_copied", "function f() { a = 1; b(); }", "function f() { a = 1; b();\na = 1; }"),
    ("statement_guarded", "l.splice(at, 1);", "if (at !== -1) l.splice(at, 1);"),
    ("statement_guarded", "if (ok) b(); c();", "if (ok) b(); if (ok) c();"),
    ("boolean_flipped", "x = true;", "x = false;"),
    ("initial_value", "let best = 0;", "let best = -Infinity;"),
    ("initial_value", "x = l.reduce((a, b) => a + b);", "x = l.reduce((a, b) => a + b, 0);"),
    ("offset", "x = list[i];", "x = list[i + 1];"),
    ("offset", "for (let i = 0; i < n; i++) f();", "for (let i = 0; i < n - 1; i++) f();"),
    ("offset_dropped", "x = n - 1;", "x = n;"),
    ("statement_deleted", "a(); b();", "a(); "),
    ("statements_swapped", "a(); b();", "b(); a();"),
    ("statement_out_of_block", "if (a) { b(); c(); }", "if (a) { b();  }\nc();"),
    ("statement_into_block", "if (a) { b(); } c();", "if (a) { b(); \nc();\n} "),
    ("missing_break", "switch (a) { case 1: b(); }", "switch (a) { case 1: b();\nbreak; }"),
    ("missing_continue", "for (;;) { if (a) { b(); } }", "for (;;) { if (a) { b(); continue;\n} }"),
    ("missing_return", "function f() { g(); }", "function f() { return g(); }"),
    ("return_sooner", "for (;;) { break; }", "for (;;) { continue; }"),
    ("returned_value", "function f() { return a; }", "function f() { return null; }"),
    (
        "early_return",
        "function f(a) { return a; }",
        "function f(a) {\nif (!a || a.length === 0) return null; return a; }",
    ),
    ("throw_again", "try { a(); } catch (e) { b(); }", "try { a(); } catch (e) { b(); throw e;\n}"),
    ("throw_again", "try { a(); } catch { b(); } c();", "try { a(); } catch { b(); } finally {\nc();\n}"),
    ("throw_kind", "throw new Error('x');", "throw new RangeError('x');"),
    ("method_sibling", "a.push(b);", "a.unshift(b);"),
    ("method_sibling", "Object.keys(a);", "Object.entries(a);"),
    ("argument_order", "f(a, b);", "f(b, a);"),
    ("argument_count", "f(a, b);", "f(a);"),
    ("missing_call", "function f(s) { return s; }", "function f(s) { return s.trim(); }"),
    ("superfluous_call", "x = s.trim();", "x = s;"),
    ("sort_comparator", "x.sort();", "x.sort((a, b) => a - b);"),
    ("sort_comparator", "x.sort((p, q) => p.n - q.n);", "x.sort((q, p) => p.n - q.n);"),
    ("copied", "list.sort();", "[...list].sort();"),
    ("copied", "const mine = given;", "const mine = { ...given };"),
    ("radix", "parseInt(s);", "parseInt(s, 10);"),
    ("spread", "Math.max(list);", "Math.max(...list);"),
    ("unused_result", "s.replace(a, b);", "s = s.replace(a, b);"),
    ("conversion", "const n = s;", "const n = Number(s);"),
    ("other_variable", "function f(a, b) { return a; }", "function f(a, b) { return b; }"),
    ("other_property", "x = a.width; y = a.height;", "x = a.height; y = a.height;"),
    ("of_this", "class A { f() { this.n = 1; g(n); } }", "class A { f() { this.n = 1; g(this.n); } }"),
    ("index_for_element", "x = list[i];", "x = i;"),
    ("loop_kind", "for (const k in a) b(k);", "for (const k of a) b(k);"),
    ("declaration_moved", "let n = 0;\nfunction f() { n++; }", "\nfunction f() {\nlet n = 0; n++; }"),
    ("declaration_kind", "const n = 0;", "let n = 0;"),
    ("default_value", "x = counts[k];", "x = (counts[k] ?? 0);"),
    ("optional_access", "x = a.b;", "x = a?.b;"),
    ("own_key", "x = k in a;", "x = Object.hasOwn(a, k);"),
    ("regex_flags", "s.replace(/a/, b);", "s.replace(/a/g, b);"),
    ("regex_pattern", "/a+/.test(s);", "/^(?:a+)$/.test(s);"),
    ("template", "x = 'a ${b}';", "x = `a ${b}`;"),
    ("separator", "s.split(',');", "s.split('');"),
    ("code_points", "s.split('');", "[...s];"),
    ("new_added", "x = Stack(3);", "x = new Stack(3);"),
    ("each_own", "x = new Array(3).fill([]);", "x = Array.from({ length: 3 }, () => ([]));"),
    ("merge_order", "x = { ...a, ...b };", "x = { ...b, ...a };"),
    ("missing_await", "function f() { g(); }", "async function f() { await g(); }"),
    ("superfluous_await", "async function f() { await g(); }", "async function f() { g(); }"),
    (
        "returned_await",
        "async function f() { try { return g(); } catch {} }",
        "async function f() { try { return await g(); } catch {} }",
    ),
    (
        "all_together",
        "async function f() { return l.map(g); }",
        "async function f() { return await Promise.all(l.map(g)); }",
    ),
    ("loop_for_each", "l.forEach(async (x) => { await f(x); });", "for (const x of l) { await f(x); };"),
]


@pytest.mark.parametrize(("operator", "source", "changed"), EXAMPLES)
def test_an_operator_makes_its_edit(operator: str, source: str, changed: str) -> None:
    assert changed in _variants(source, operator)


def test_every_operator_has_an_example() -> None:
    assert {operator.name for operator in OPERATORS} == {name for name, _, _ in EXAMPLES}


def test_names_are_unique_and_priors_positive() -> None:
    assert len({operator.name for operator in OPERATORS}) == len(OPERATORS)
    assert all(operator.prior > 0 for operator in OPERATORS)


def test_no_operator_touches_a_program_without_anything_to_edit() -> None:
    program = parse(SourceFile("solution.js", b"// nothing here\n"))
    assert program is not None
    assert all_edits([program]) == ()


@pytest.mark.parametrize(
    "source",
    [
        "export default class extends Base { static #x = 1; get y() { return this.#x; } async *z() { yield* w; } }",
        "const { a: [b = 1, ...c], ...d } = e; label: for (const [k, v] of m) { if (k) continue label; }",
        "x = `a ${`b ${c}`} d`; y = a?.b?.[c]?.(d); z = a ** b ** c; w = (a, b);",
        "for (;;) {} while (1); do {} while (0); if (a); else; switch (b) { default: }",
        "async () => { for await (const x of y) { await using_(x); } }; new Foo; new (f())(1); import('x');",
        "x = function* () { return; }; ({ 'k': 1, [k]: 2, get g() { return 1; }, m() {}, ...r }); !function () {}();",
        "var a = 1e3, b = 0x1f, c = 1_000, d = 10n, e = .5, f = 99999999999999999999999999999999;",
        "try { throw 1; } catch { } finally { } debugger; delete a.b; void 0; typeof x; x = y = z; x ||= 1; ++x;",
        "tag`t`; a\n++b\nif (a) function g() {}\n",
        "\ufeff#!/usr/bin/env node\n",
        'x = "\U0001f600".length; y = /[\\]/]+/giu.exec("\\u{1F600}");',
    ],
)
def test_odd_programs_are_edited_without_an_error(source: str) -> None:
    program = parse(SourceFile("solution.js", source.encode()))
    if program is not None:
        for edit in all_edits([program]):
            apply(program.source, (edit,))


def test_a_file_that_is_no_javascript_is_no_program() -> None:
    assert parse(SourceFile("solution.js", b"function ( {")) is None
    assert parse(SourceFile("solution.js", b"\xff\xfe\x00")) is None
