"""Fuzzes every parser for a while, guided by what code each input reaches. See `make fuzz`."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

FINDINGS = Path("findings")
LONGEST_INPUT = 4096
SLOWEST_SECONDS = 10
MISSING = """atheris is not installed here: `make fuzz` installs it where it has a wheel.
Elsewhere `pytest tests/fuzzing` tries the same parsers with hypothesis: shorter, and unguided.
"""
FOUND = """    finding: {path}
    To keep it found: copy it to tests/fuzzing/found/{parser}.what_is_odd_about_it, run
    pytest tests/fuzzing, see it fail, mend the parser. The file stays as a test.
"""


def main() -> int:
    asked = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    asked.add_argument("--seconds", type=int, default=60, help="for each parser")
    asked.add_argument("--parser", action="append", help="only this one; may be given again")
    asked.add_argument("--one", help=argparse.SUPPRESS)
    asked.add_argument("--folder", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if find_spec("atheris") is None:
        sys.stderr.write(MISSING)
        return 2
    if options.one:
        return _fuzz(options.one, options.seconds, Path(options.folder))
    return _fuzz_all(options.parser, options.seconds)


def _fuzz_all(names: list[str] | None, seconds: int) -> int:
    from tests.fuzzing.parsers import PARSERS

    unknown = set(names or ()) - set(PARSERS)
    if unknown:
        sys.stderr.write(f"no such parser: {', '.join(sorted(unknown))}\n")
        return 2
    with_findings = [name for name in names or PARSERS if not _run(name, seconds)]
    if with_findings:
        sys.stdout.write(f"\nfindings in: {', '.join(with_findings)}\n")
        return 1
    sys.stdout.write("\nnothing found\n")
    return 0


def _run(name: str, seconds: int) -> bool:
    """In a process of its own: a finding ends it."""
    FINDINGS.mkdir(exist_ok=True)
    before = set(FINDINGS.iterdir())
    with TemporaryDirectory(prefix="holdspace-fuzz-") as folder:
        command = [sys.executable, "-m", "tests.fuzzing", "--one", name]
        command += ["--seconds", str(seconds), "--folder", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    tried = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    reached = re.findall(r"cov: (\d+)", done.stderr)
    count = f"{int(tried[1]):,} inputs" if tried else "ended before it counted"
    sys.stdout.write(f"{name:20} {count}, {reached[-1] if reached else '?'} branches reached\n")
    findings = sorted(set(FINDINGS.iterdir()) - before)
    for path in findings:
        sys.stdout.write(FOUND.format(path=path, parser=name))
    if done.returncode and not findings:
        sys.stdout.write(f"    ended with {done.returncode}:\n{done.stderr[-2000:]}\n")
    if findings:
        sys.stdout.write(_why(done.stderr))
    sys.stdout.flush()
    return done.returncode == 0 and not findings


def _why(said: str) -> str:
    """The end of the traceback, as far as libFuzzer prints it."""
    start = said.find("Uncaught Python exception")
    return "".join(f"    {line}\n" for line in said[start:].splitlines()[:25]) if start >= 0 else ""


def _fuzz(name: str, seconds: int, folder: Path) -> int:
    import atheris

    with atheris.instrument_imports(include=["holdspace.interfaces"]):
        from tests.fuzzing.parsers import PARSERS

    parser = PARSERS[name]
    for number, seed in enumerate(parser.seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    atheris.Setup(
        [
            "fuzz",
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST_INPUT}",
            f"-timeout={SLOWEST_SECONDS}",
            f"-artifact_prefix={FINDINGS}/{name}-",
            "-print_final_stats=1",
            str(folder),
        ],
        lambda raw: parser.read(raw) and None,
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
