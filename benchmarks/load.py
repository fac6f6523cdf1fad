"""Work done by several threads at a steady pace, each piece timed."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from benchmarks.numbers import Times

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def paced(workers: Sequence[Callable[[], object]], *, per_second: float, seconds: float) -> Times:
    """Each worker does its piece again and again; all of them together so many times a second."""
    taken: list[float] = []
    begin = time.perf_counter()
    every = len(workers) / per_second
    count = int(seconds / every)

    def work(number: int, piece: Callable[[], object]) -> None:
        for turn in range(count):
            due = begin + turn * every + number * every / len(workers)
            time.sleep(max(0.0, due - time.perf_counter()))
            started = time.perf_counter()
            piece()
            taken.append((time.perf_counter() - started) * 1000)

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Times(taken)
