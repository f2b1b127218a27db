"""Runs a command and measures it with everything it starts: wall and CPU seconds, peak memory together, and what others took of the machine."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """``wall`` and ``cpu`` in seconds, ``memory`` in MiB (proportional, all processes together), and what was said.

    ``stolen`` are the seconds, of all processors, in which a virtual machine's host ran others while there was work here.
    """

    wall: float
    cpu: float
    memory: float
    stolen: float
    said: str
    code: int


def _family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += _family(int(child))
        except OSError:
            continue
    return found


def _memory(pid: int) -> float:
    """Proportional set size in MiB: shared pages count once among those who share them."""
    total = 0
    for one in _family(pid):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1024


def _stolen() -> float:
    """Seconds since the start; the eighth figure of /proc/stat's first line (proc(5)). 0 where there is no such file."""
    try:
        return int(Path("/proc/stat").read_text().split()[8]) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0.0


def measure(command: list[str], folder: Path, timeout: float = 3600) -> Measured:
    """Run ``command`` in ``folder``. Memory is sampled often at first, then once a second: to look at it stops the process that is looked at."""
    stolen = _stolen()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ})
    peak, over = [0.0], threading.Event()

    def sample() -> None:
        while not over.wait(min(1, 0.1 + (time.perf_counter() - started) / 20)):
            peak[0] = max(peak[0], _memory(process.pid))

    watcher = threading.Thread(target=sample, daemon=True)
    watcher.start()
    said, _ = process.communicate(timeout=timeout)
    over.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(time.perf_counter() - started, cpu, peak[0], _stolen() - stolen, said, process.returncode)
