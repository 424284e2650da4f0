"""The three laws: what may import what, and where classes are declared."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "claims": {"streamlit", "sqlite3", "sqlite_utils", "storage", "views", "app", "os", "time"},
    "storage": {"streamlit", "views", "app"},
    "views": {"sqlite3", "sqlite_utils"},
}
MODULES = sorted([ROOT / "app.py", *(p for folder in FORBIDDEN for p in (ROOT / folder).rglob("*.py"))])


def _imports(tree: ast.AST) -> set[str]:
    named = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    return named | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_imports_what_its_folder_may_not_know(path: Path) -> None:
    roots = {name.split(".")[0] for name in _imports(ast.parse(path.read_text(encoding="utf-8")))}
    assert not roots & FORBIDDEN.get(_name(path).split("/")[0], {"sqlite3", "sqlite_utils"})


@pytest.mark.parametrize("path", [p for p in MODULES if "claims" in p.parts], ids=_name)
def test_the_parser_enters_by_one_door(path: Path) -> None:
    roots = {name.split(".")[0] for name in _imports(ast.parse(path.read_text(encoding="utf-8")))}
    assert _name(path) == "claims/language.py" or not {r for r in roots if "spacy" in r}


@pytest.mark.parametrize("path", [p for p in MODULES if "claims" in p.parts], ids=_name)
def test_the_splitter_has_no_clock_and_only_its_command_line_opens_files(path: Path) -> None:
    calls = {n.func.attr for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)}  # fmt: skip
    assert not calls & {"now", "utcnow", "today"}
    assert _name(path) == "claims/__main__.py" or not calls & {"read_bytes", "write_text", "write_bytes"}


@pytest.mark.parametrize("path", [p for p in MODULES if "views" in p.parts or p.name == "app.py"], ids=_name)
def test_the_screens_declare_no_types(path: Path) -> None:
    assert not [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ClassDef)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_module_opens_with_one_line_that_says_what_it_is_for(path: Path) -> None:
    assert (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0].strip()
