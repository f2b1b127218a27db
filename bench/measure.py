"""Runs a command and measures it with everything it starts: wall and CPU seconds, and peak memory together."""

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
    """``wall`` and ``cpu`` in seconds, ``memory`` in MiB (proportional, all processes together), and what was said."""

    wall: float
    cpu: float
    memory: float
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


def measure(command: list[str], folder: Path, timeout: float = 3600) -> Measured:
    """Run ``command`` in ``folder``. Memory is sampled every 0.2 s."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ})
    peak, over = [0.0], threading.Event()

    def sample() -> None:
        while not over.wait(0.2):
            peak[0] = max(peak[0], _memory(process.pid))

    watcher = threading.Thread(target=sample, daemon=True)
    watcher.start()
    said, _ = process.communicate(timeout=timeout)
    over.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(time.perf_counter() - started, cpu, peak[0], said, process.returncode)
