"""A small disk for a proof: a file system in memory that only this process and its children see.

Root gets one in a mount namespace of its own; others in a user namespace too, where the machine
allows that. Linux only. The process that asked must not have started threads.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEW_MOUNTS = 0x00020000
CLONE_NEW_USER = 0x10000000
MOUNT_RECURSIVE, MOUNT_PRIVATE = 16384, 1 << 18


class NoSmallDisk(RuntimeError):
    """This machine does not let us have one; the sentence says why."""


def have_small_disk(folder: Path, *, megabytes: int) -> None:
    """Mount it. Raises NoSmallDisk."""
    if sys.platform != "linux":
        raise NoSmallDisk("A small disk can be made on Linux only.")
    kernel = ctypes.CDLL(None, use_errno=True)
    uid, gid = os.geteuid(), os.getegid()
    spaces = CLONE_NEW_MOUNTS if uid == 0 else CLONE_NEW_MOUNTS | CLONE_NEW_USER
    _ask(kernel.unshare(spaces), "a name space of its own")
    if uid != 0:
        _be_the_same_person(uid, gid)
    nothing = None
    _ask(
        kernel.mount(b"none", b"/", nothing, MOUNT_RECURSIVE | MOUNT_PRIVATE, nothing),
        "mounts of its own",
    )
    options = f"size={megabytes}m,mode=0711".encode()
    _ask(kernel.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, options), "a file system in memory")


def _be_the_same_person(uid: int, gid: int) -> None:
    """In the new user space nobody has a name yet: keep ours."""
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")


def _ask(answer: int, what: str) -> None:
    if answer != 0:
        why = os.strerror(ctypes.get_errno())
        raise NoSmallDisk(f"This machine does not give a process {what}: {why}.")
