"""Work in a process of its own, whose memory ends with it. Used by ``reading`` and ``printer``."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from .problems import Refusal

Made = TypeVar("Made")
_known: list[Any] = []


class Ended(Refusal):
    """A process of ours was ended by something else."""

    def __init__(self) -> None:
        super().__init__("A process was ended from outside, perhaps for want of memory. site/ is as it was; try again with less at once, such as pdf --only.")


def worker(work: Callable[[], Any] | None = None) -> ProcessPoolExecutor:
    """One process beside this one; it begins with all that is known here, and with ``work`` that _do() does."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("fork"), initializer=_begin, initargs=(os.getpid(), work))


def apart(work: Callable[..., Made], *given: Any) -> Made:
    """What ``work`` gives back. Python returns little of what it once took: what needs much is done here.

    Raises what ``work`` raises, and Ended where its process was killed.
    """
    with beside(work, *given) as made:
        return made()


@contextmanager
def beside(work: Callable[..., Made], *given: Any) -> Iterator[Callable[[], Made]]:
    """``work`` done apart while something else is done here; what is given waits for it, and is what ``work`` gives back."""
    with worker(partial(work, *given)) as one:
        future = one.submit(_do)

        def made() -> Made:
            with told_where_ended():
                found = future.result()
            one.shutdown()
            return found

        yield made


def _do() -> Any:
    return _known[0]()


@contextmanager
def told_where_ended() -> Iterator[None]:
    """Raises Ended where a worker's process was killed."""
    try:
        yield
    except BrokenProcessPool:
        raise Ended from None


def _begin(parent: int, work: Callable[[], Any] | None) -> None:
    """A worker ends with the process that started it, also where that was killed; or it would hold the run's lock for ever."""
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    _known[:] = [work]  # it came with the fork, and was not copied
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run says what is to be said
    threading.Thread(target=watch, daemon=True).start()
    gc.freeze()  # what the run has made stays shared, and is not looked through at each collection
