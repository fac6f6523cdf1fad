"""Starting child processes that never outlive the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from holdspace.server.os_account import Account

_PR_SET_PDEATHSIG = 1
# Loaded before any fork: loading a library between fork and exec can deadlock.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def dies_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """A function for the child to run first: the kernel signals it when its parent dies.

    Linux only (elsewhere the supervisor's own shutdown has to do). The signal follows the thread
    that forked, so start children from a thread that lives as long as the process.
    """
    parent = os.getpid()

    def ask_kernel() -> None:
        if _LIBC is None:
            return
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), signal.SIGKILL)

    return ask_kernel


def start_child(
    command: Sequence[str],
    *,
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    sockets: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start `command` in its own session, as `account` if that is not us."""
    other = account if account is not None and not account.is_ours else None
    return subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        env=dict(environment) if environment is not None else None,
        # Our own folder may be closed to another account; every path it is given is absolute.
        cwd="/" if other else None,
        start_new_session=True,
        pass_fds=tuple(sockets),
        user=other.uid if other else None,
        group=other.gid if other else None,
        extra_groups=[] if other else None,
        # Runs after the change of account, which would clear the wish.
        preexec_fn=dies_with_parent(death_signal),  # noqa: PLW1509 - one system call, no locks
    )


def group_is_alive(process: subprocess.Popen[bytes]) -> bool:
    """Whether anything is left of the session that `start_child` opened."""
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal everything in the session that `start_child` opened; nothing if all is gone."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
