"""The largest memory of a program that was started from here.

What wait4 says of it (ru_maxrss) is no less than the memory of the Python that started it, so its own mark is read while it runs: it only
rises, and what is missed is what comes within the last milliseconds.
"""
import os
import time


def finish(run):
    """Waits for a Popen: (its rusage, the largest memory in bytes); `run.returncode` is set."""
    most = 0
    while True:
        try:
            with open(f"/proc/{run.pid}/status", encoding="ascii", errors="replace") as file:
                most = max([most, *(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))])
        except ProcessLookupError:
            pass
        pid, status, used = os.wait4(run.pid, os.WNOHANG)
        if pid:
            run.returncode = os.waitstatus_to_exitcode(status)
            return used, most
        time.sleep(0.002)
