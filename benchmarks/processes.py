"""What a process has used, as the kernel counts it."""

from __future__ import annotations

import os
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(process_id: int) -> float:
    """User and system time of a process; 0 for one that has ended."""
    try:
        text = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    fields = text.rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def memory_megabytes(process_id: int) -> float:
    """Resident memory of a process."""
    text = Path(f"/proc/{process_id}/statm").read_text(encoding="ascii")
    return int(text.split()[1]) * PAGE_BYTES / 1024 / 1024
