"""The clinical rules may import the pure part of the standard library, pydantic and each other.

The predicted course alone also takes numpy: it solves thousands of virtual people at once, and no
rule rests on it.
"""

import ast
import sys
from pathlib import Path

import holdspace.domain

DOMAIN = Path(holdspace.domain.__file__).parent
IMPURE = frozenset({
    "asyncio", "builtins", "concurrent", "ctypes", "fcntl", "glob", "http", "importlib", "io",
    "logging", "mmap", "multiprocessing", "os", "pathlib", "pickle", "random", "secrets", "select",
    "shelve", "shutil", "signal", "site", "smtplib", "socket", "socketserver", "sqlite3", "ssl",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib", "webbrowser",
})  # fmt: skip
MAY = (frozenset(sys.stdlib_module_names) - IMPURE) | {"pydantic"}
MAY_IN_KINETICS = frozenset({"numpy"})
CLOCKS = frozenset({"now", "utcnow", "today"})
DOORS = frozenset({"open", "input", "print", "eval", "exec", "__import__", "breakpoint"})


def trees() -> dict[str, ast.Module]:
    return {
        file.relative_to(DOMAIN).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
        for file in DOMAIN.rglob("*.py")
    }


def imported(tree: ast.AST) -> set[str]:
    plain = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    origins = {
        "." * node.level + (node.module or "")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    return plain | origins


def is_allowed(module: str, file: str = "") -> bool:
    also = MAY_IN_KINETICS if file.startswith("kinetics/") else frozenset()
    return (
        module.split(".", maxsplit=1)[0] in MAY | also
        or module == "holdspace.domain"
        or module.startswith("holdspace.domain.")
    )


def clock_reads(tree: ast.AST) -> set[int]:
    return {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and ast.unparse(node.value).split(".")[-1] in {"datetime", "date"}
    }


def doors(tree: ast.AST) -> set[str]:
    return {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DOORS
    }


def test_the_domain_imports_only_what_it_may():
    strangers = {
        (name, module)
        for name, tree in trees().items()
        for module in imported(tree)
        if not is_allowed(module, name)
    }

    assert strangers == set()


def test_the_domain_never_reads_a_clock():
    reads = {(name, line) for name, tree in trees().items() for line in clock_reads(tree)}

    assert reads == set()


def test_the_domain_opens_nothing_and_prints_nothing():
    used = {(name, door) for name, tree in trees().items() for door in doors(tree)}

    assert used == set()


def test_nothing_in_the_domain_needs_the_module_of_our_own_limits():
    users = {
        name
        for name, tree in trees().items()
        if name != "limits.py" and "holdspace.domain.limits" in imported(tree)
    }

    assert users == set()


def test_a_stranger_would_be_seen():
    tree = ast.parse("import os\nfrom django.db import models\nfrom . import session")

    assert {module for module in imported(tree) if not is_allowed(module)} == {
        "os",
        "django.db",
        ".",
    }


def test_a_clock_would_be_seen():
    assert clock_reads(ast.parse("x = 1\nnow = datetime.now()")) == {2}


def test_an_open_file_would_be_seen():
    assert doors(ast.parse("text = open('x').read()")) == {"open"}


def test_numpy_is_for_the_predicted_course_alone():
    assert is_allowed("numpy", "kinetics/modes.py")
    assert not is_allowed("numpy", "review.py")
