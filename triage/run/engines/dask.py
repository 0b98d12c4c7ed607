"""Run tasks on a Dask cluster; loaded only if the user chooses this engine.

Without an address the cluster consists of worker processes of this machine, on loopback, with certificates made for
this run. With an address it is the user's own: TLS is required except on loopback, because whoever reaches a scheduler
can run code. There is no dashboard; workers never spill parts to disk. Spooled members of containers exist on this
machine only and are read here. The scheduler gives an item of a dead worker to another one; where several died of it,
it is read here, in processes that may die too (`triage.run.processes`).
"""

from __future__ import annotations

import ipaddress
import os
import time
from asyncio import CancelledError
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import chain, count, islice
from queue import Empty, SimpleQueue
from typing import Any, TypeVar
from urllib.parse import urlsplit

from triage.core.accounting import lost
from triage.core.errors import TriageError, UsageError
from triage.core.model import Chunk
from triage.run import processes

Item = TypeVar("Item")
Part = TypeVar("Part")

_RETRIES = 2
_AHEAD = 2
"""Items in progress per worker: one is read, one waits."""

_LOOK_SECONDS = 5.0
_ANSWER_SECONDS = 60.0
"""Time for the part of a finished item: if its worker dies before it is told, the scheduler has it made again."""

_PATIENCE_SECONDS = 60.0
"""Time without any worker: those that died are being started again."""

_CLOSE_SECONDS = 30.0

_STARTS = 3
"""Times that workers of this machine are started: one that is killed at its start ends the start of all."""

_SETTINGS = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.scheduler.allowed-failures": 10,
    "distributed.comm.timeouts.connect": "30s",
    "distributed.deploy.lost-worker-timeout": "60s",
    "distributed.admin.tick.limit": "1h",
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
"""Settings: no spilling and no web pages; several failures are tolerated, and a slow machine is not a failure."""


def run(
    task: Callable[[Item], Part], items: Iterable[Item], jobs: int, scheduler: str = ""
) -> Iterator[tuple[Item, Part | None]]:
    """Yield (item, part) in the order of completion; the part is null if an item kills every worker that has it.

    Raises `UsageError` if the extra is missing or the address is not allowed, `TriageError` if the cluster disappears:
    what was read until then is kept.
    """
    waiting = iter(items)
    left: list[Item] = []
    with _cluster(jobs, scheduler) as cluster, ThreadPoolExecutor(max(1, jobs)) as here:
        if cluster is not None:
            work = _Work(task, cluster, here)
            yield from work.done(waiting)
            left = work.left()
    # All workers of this machine have died and are not restarted: the rest is read without them.
    yield from processes.run(task, chain(left, waiting), jobs)


@dataclass(slots=True)
class _Cluster:
    """A client, how many items its workers read at a time, and the cluster of this machine; null = of another one."""

    client: Any
    workers: int
    local: Any = None

    def threads(self) -> int:
        """Return how many threads of workers answer; none if the scheduler does not."""
        with suppress(Exception):
            return int(sum(self.client.nthreads().values()))
        return 0

    def is_running(self) -> bool:
        """Return whether a scheduler is there."""
        return self.client.status in ("running", "connecting")

    def restart(self) -> None:
        """Start workers of this machine in place of those that died while they started."""
        if self.local is not None:
            self.local.scale(self.workers)


@dataclass(slots=True)
class _Work:
    """Items under way on a cluster, or on this machine where they have killed their workers there."""

    task: Callable[[Any], Any]
    cluster: _Cluster
    here: ThreadPoolExecutor
    under_way: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    told: SimpleQueue[int] = field(default_factory=SimpleQueue)
    numbers: Iterator[int] = field(default_factory=count)

    def done(self, waiting: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        """Yield items with their parts, until none waits or no worker has answered for some time."""
        heard = time.monotonic()
        while True:
            for item in islice(waiting, _AHEAD * self.cluster.workers - len(self.under_way)):
                self._begin(item)
            if not self.under_way:
                return
            if (finished := self._next()) is None:
                if self.cluster.threads():
                    heard = time.monotonic()
                elif time.monotonic() - heard > _PATIENCE_SECONDS:
                    break
                self.cluster.restart()
                continue
            heard = time.monotonic()
            item, future = self.under_way.pop(finished)
            if (part := _result(future, self.cluster)) is None:
                self._follow(item, self.here.submit(_alone, self.task, item))
            else:
                yield item, part[0]
        if self.cluster.local is None:
            raise _gone()

    def left(self) -> list[Any]:
        """Return the items that have not come back."""
        return [item for item, _ in self.under_way.values()]

    def _begin(self, item: Any) -> None:
        if self.cluster.local is not None or _travels(item):
            sent = self.cluster.client.submit(_part, self.task, item, pure=False, retries=_RETRIES)
        else:
            sent = self.here.submit(self.task, item)
        self._follow(item, sent)

    def _follow(self, item: Any, future: Any) -> None:
        number = next(self.numbers)
        self.under_way[number] = item, future
        future.add_done_callback(partial(_told, self.told, number))

    def _next(self) -> int | None:
        """Return the number of a finished item; null if none finished within some seconds."""
        try:
            return self.told.get(timeout=_LOOK_SECONDS)
        except Empty:
            if not self.cluster.is_running():
                raise _gone() from None
            return None


def _alone(task: Callable[[Item], Part], item: Item) -> Part | None:
    """Return the part of an item from processes of this machine; null if it kills those too."""
    return next(processes.run(task, [item], 1))[1]


def _part(task: Callable[[Item], Part], item: Item) -> Part:
    """Return the part of an item, on a worker; a loss if the evidence is missing or different on that machine."""
    if isinstance(item, Chunk) and _travels(item):
        evidence = item.source.evidence
        try:
            state = evidence.data.stat()
        except OSError:
            return lost(item, "gone")  # type: ignore[return-value] # the part of a chunk
        if (state.st_size, state.st_mtime_ns) != (evidence.size_bytes, evidence.mtime_ns):
            return lost(item, "changed_while_read")  # type: ignore[return-value]
    return task(item)


def _travels(item: object) -> bool:
    """Return true if another machine can read the item by its path."""
    return not isinstance(item, Chunk) or item.source.evidence.data == item.source.evidence.path


def _told(done: SimpleQueue[int], number: int, _: object) -> None:
    done.put(number)


def _result(future: Any, cluster: _Cluster) -> tuple[Any] | None:
    """Return the part of a finished item; null if it is to be read again here, because its workers died."""
    if isinstance(future, Future):
        return (future.result(),)
    distributed: Any = import_module("distributed")
    try:
        return (future.result(timeout=_ANSWER_SECONDS),)
    except (distributed.CancelledError, distributed.client.FutureCancelledError) as error:
        if not (cluster.is_running() and cluster.threads()):
            raise _gone() from error
    except Exception:  # noqa: BLE001 - workers died, or the task failed: then it fails here too, and says so
        return None
    return None


def _gone() -> TriageError:
    return TriageError("the Dask cluster is gone: what was read is kept, and the same command with --case CASE goes on")


@contextmanager
def _cluster(jobs: int, scheduler: str) -> Iterator[_Cluster | None]:
    """Yield a cluster; null if workers of this machine cannot be started."""
    try:
        from dask import config  # noqa: PLC0415 - only this engine needs it

        distributed: Any = import_module("distributed")  # it says nothing of its types
    except ImportError as error:
        message = "the engine dask needs an extra: pip install 'leak-triage[dask]'"
        raise UsageError(message) from error
    with config.set(_SETTINGS), ExitStack() as stack:
        if scheduler:
            _check(scheduler)
            security = distributed.Security() if urlsplit(scheduler).scheme == "tls" else None
            try:
                client = distributed.Client(scheduler, security=security, set_as_default=False, timeout="60s")
            except (OSError, ValueError, TypeError) as error:
                message = f"no Dask scheduler answers at {scheduler}, or not with these certificates"
                raise UsageError(message) from error
            stack.callback(_close, client)
            yield _Cluster(client, max(1, sum(client.nthreads().values())))
            return
        security = distributed.Security.temporary()
        if (local := _of_this_machine(jobs, security, distributed)) is None:
            yield None
            return
        stack.callback(_close, local)
        client = distributed.Client(local, security=security, set_as_default=False)
        stack.callback(_close, client)
        yield _Cluster(client, jobs, local)


def _close(what: Any) -> None:
    """Close a client or a cluster. All parts are here by now: workers that died meanwhile are no reason to fail."""
    with suppress(Exception, CancelledError):
        what.close(timeout=_CLOSE_SECONDS)


def _of_this_machine(jobs: int, security: Any, distributed: Any) -> Any:
    """Return a cluster of worker processes of this machine; null if they die whenever they are started."""
    for _ in range(_STARTS):
        with suppress(Exception):
            return distributed.LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                host="127.0.0.1",
                protocol="tls",
                security=security,
                dashboard_address=None,
                worker_dashboard_address=None,
                env={"POLARS_MAX_THREADS": str(max(1, (os.cpu_count() or 1) // jobs))},
                silence_logs=50,
            )
    return None


def _check(scheduler: str) -> None:
    """Raise `UsageError` for an address that is malformed, or that is on another machine and lacks TLS."""
    told = urlsplit(scheduler)
    if told.scheme not in ("tls", "tcp") or not told.hostname:
        message = f"{scheduler}: a scheduler is named as tls://HOST:PORT"
        raise UsageError(message)
    if told.scheme != "tls" and not _is_loopback(told.hostname):
        message = f"{scheduler} is beyond this machine: name it as tls://..., because evidence and keys travel"
        raise UsageError(message)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
