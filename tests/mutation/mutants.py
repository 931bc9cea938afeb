"""Mutants of a module: each the module with one small fault put in, as a tired author might have put it.

What is never touched: docstrings, annotations, imports, and the names of constants. A mutant knows the line it is on and says
in a few words what was changed, so that a person can judge whether a living one matters.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where, and what."""

    module: str
    line: int
    code: str
    """The line before the change."""
    change: str
    source: str
    """The whole module with the fault in it."""

    @property
    def name(self) -> str:
        """What the report calls it."""
        return f"{self.module}:{self.line}: {self.change}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by as long as its line reads the same, wherever that stands."""
        return self.module.rpartition(".")[2], self.code, self.change


_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_REVERSED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.LtE: ast.Gt, ast.GtE: ast.Lt, ast.Lt: ast.GtE, ast.Gt: ast.LtE}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Mult: ast.Add,
}
_CALLS = {"any": "all", "all": "any", "min": "max", "max": "min"}


def mutants_of(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of the module, in the order of its lines; two that read alike are one."""
    tree, lines = ast.parse(source), source.splitlines()
    seen = {ast.unparse(tree)}
    for place, node in enumerate(ast.walk(tree)):
        if place in _untouched(tree):
            continue
        for number, change in enumerate(_changes(node)):
            fresh = copy.deepcopy(tree)
            target = next(one for at, one in enumerate(ast.walk(fresh)) if at == place)
            _apply(target, number)
            text = ast.unparse(fresh)
            if text not in seen:
                seen.add(text)
                line = getattr(node, "lineno", 1)
                yield Mutant(module, line, lines[line - 1].strip(), change, text)


_untouched_of: dict[int, frozenset[int]] = {}


def _untouched(tree: ast.Module) -> frozenset[int]:
    """The places, in the order of the walk, of what has no meaning when the program runs."""
    if id(tree) not in _untouched_of:
        dead: set[int] = set()
        for node in ast.walk(tree):
            for part in _dead_parts(node):
                dead.update(id(one) for one in ast.walk(part))
        _untouched_of[id(tree)] = frozenset(at for at, node in enumerate(ast.walk(tree)) if id(node) in dead)
    return _untouched_of[id(tree)]


def _dead_parts(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Import | ast.ImportFrom) or _is_docstring(node):
        yield node
    elif isinstance(node, ast.AnnAssign):
        yield node.annotation
    elif isinstance(node, ast.FunctionDef):
        yield from (one.annotation for one in (*node.args.args, *node.args.kwonlyargs) if one.annotation is not None)
        yield from (one for one in (node.returns, *node.decorator_list) if one is not None)
        yield from (one.annotation for one in (node.args.vararg,) if one is not None and one.annotation is not None)
    elif isinstance(node, ast.ClassDef):
        yield from node.decorator_list
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
        yield node.args[0]  # the words of an error; that it is raised is what matters
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").startswith("type_of_"):
        yield node


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _changes(node: ast.AST) -> tuple[str, ...]:
    """What can be made wrong with a node, in words; `_apply` makes the change of the same number."""
    return tuple(change for change, _ in _all_changes(node))


def _apply(node: ast.AST, number: int) -> None:
    _, change = _all_changes(node)[number]
    for field, value in change.items():
        setattr(node, field, value)


_Changes = list[tuple[str, dict[str, object]]]


def _all_changes(node: ast.AST) -> _Changes:
    match node:
        case ast.Compare():
            return _compared(node)
        case ast.BoolOp():
            return _joined(node)
        case ast.UnaryOp(op=ast.Not()):
            return [("not taken away", _doubled(node))]
        case ast.Constant():
            return _constant(node)
        case ast.BinOp() if type(node.op) in _OPERATORS:
            other = _OPERATORS[type(node.op)]
            return [(f"{type(node.op).__name__} -> {other.__name__}", {"op": other()})]
        case ast.If() | ast.IfExp():
            return [(f"if {truth}", {"test": ast.Constant(truth)}) for truth in (True, False)]
        case ast.Tuple() | ast.List() | ast.Set() if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return _shortened(node)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            return [(f"{name} -> {_CALLS[name]}", {"func": ast.Name(_CALLS[name], ast.Load())})]
        case ast.Return(value=ast.expr()):
            return [("return None", {"value": ast.Constant(None)})]
        case ast.comprehension(ifs=[_, *_]):
            return [("filter taken away", {"ifs": node.ifs[1:]})]
        case ast.AugAssign():
            return [("added nothing", {"value": ast.Tuple([], ast.Load())})]
        case _:
            return []


def _compared(node: ast.Compare) -> _Changes:
    made: _Changes = []
    for at, sign in enumerate(node.ops):
        for table in (_COMPARISONS, _REVERSED):
            other = table.get(type(sign))
            if other is not None:
                ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
                made.append((f"{type(sign).__name__} -> {other.__name__}", {"ops": ops}))
    if len(node.ops) > 1:  # a == b == c: each link left out once
        made.append(("last link left out", {"ops": node.ops[:-1], "comparators": node.comparators[:-1]}))
    return made


def _joined(node: ast.BoolOp) -> _Changes:
    other = ast.Or if isinstance(node.op, ast.And) else ast.And
    made: _Changes = [(f"{type(node.op).__name__} -> {other.__name__}", {"op": other()})]
    for at, part in enumerate(node.values):
        left = [*node.values[:at], *node.values[at + 1 :]]
        values = left if len(left) > 1 else [*left, *left]
        made.append((f"without »{ast.unparse(part)}«", {"values": values}))
    return made


def _doubled(node: ast.UnaryOp) -> dict[str, object]:
    return {"operand": ast.UnaryOp(ast.Not(), node.operand)}


def _constant(node: ast.Constant) -> _Changes:
    value = node.value
    if isinstance(value, bool):
        return [(f"{value} -> {not value}", {"value": not value})]
    if isinstance(value, int):
        return [(f"{value} -> {other}", {"value": other}) for other in (value + 1, value - 1)]
    if isinstance(value, str):
        return [(f"»{value}« -> »{value}?«", {"value": f"{value}?"})]
    return []


def _shortened(node: ast.Tuple | ast.List | ast.Set) -> _Changes:
    parts = node.elts
    return [(f"without »{ast.unparse(part)}«", {"elts": [*parts[:at], *parts[at + 1 :]]}) for at, part in enumerate(parts)]
