"""Kills a process between any two of its system calls: a child is traced, and ended at one of its stops.

Linux only: ``ptrace`` stops a child as it enters a system call and as it comes out of it.
"""

import ctypes
import os
import signal
import sys

import pytest

TRACEME, SYSCALL, SETOPTIONS = 0, 24, 0x4200
MARK_SYSCALLS, END_WITH_US = 1, 0x100000
SYSCALL_STOP = signal.SIGTRAP | 0x80


def stopped_at(do, stop):
    """Runs ``do(tell)`` in a child that is killed at its stop of this number, or not at all for ``None``.

    Gives how many stops there were, and all that ``do`` told with ``tell(bytes)`` until then.
    """
    if not sys.platform.startswith("linux"):
        pytest.skip("killing between system calls needs Linux")
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _be_traced(libc, do, theirs)
    os.close(theirs)
    try:
        stops = _traced(libc, child, stop)
        with os.fdopen(ours, "rb") as told:
            return stops, told.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise


def _be_traced(libc, do, theirs):
    code = 1
    try:
        if libc.ptrace(TRACEME, 0, None, None) == 0:
            os.kill(os.getpid(), signal.SIGSTOP)
            do(lambda data: os.write(theirs, data))
            code = 0
        else:
            code = 2
    finally:
        os._exit(code)


def _traced(libc, child, stop):
    _, status = os.waitpid(child, 0)
    if not os.WIFSTOPPED(status):
        pytest.skip("this system does not let one process trace another")
    libc.ptrace(SETOPTIONS, child, None, MARK_SYSCALLS | END_WITH_US)
    stops, passed_on = 0, 0
    while stops != stop:
        libc.ptrace(SYSCALL, child, None, passed_on)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed of itself"
            return stops
        passed_on = 0 if os.WSTOPSIG(status) == SYSCALL_STOP else os.WSTOPSIG(status)
        stops += passed_on == 0
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return stops
