"""Processes of the site that are held, as a frozen machine would hold them, and let go again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psutil

    from tests.journeys.site import RunningSite


@contextmanager
def frozen(*processes: psutil.Process) -> Iterator[None]:
    """SIGSTOP: alive for the kernel, its connections open, and it does nothing."""
    for one in processes:
        one.suspend()
    try:
        yield
    finally:
        for one in processes:
            one.resume()


@contextmanager
def nobody_restarts(site: RunningSite) -> Iterator[None]:
    """What is killed meanwhile stays dead; afterwards the site's supervisor finds it and acts."""
    with frozen(site.supervisor):
        yield


def gateway(site: RunningSite) -> psutil.Process:
    """The process that monitors speak to."""
    return next(
        one for one in site.supervisor.children() if "holdspace.server.gateway" in one.cmdline()
    )
