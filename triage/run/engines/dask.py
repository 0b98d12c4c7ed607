"""Run tasks on a Dask cluster; loaded only if the user chooses this engine.

Without an address the cluster consists of worker processes of this machine, on loopback, with certificates made for
this run. With an address it is the user's own: TLS is required except on loopback, because whoever reaches a scheduler
can run code. There is no dashboard; workers never spill parts to disk. Spooled members of containers exist on this
machine only and are read here. An item that kills its workers is tried once more in its own process.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib import import_module
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any, TypeVar
from urllib.parse import urlsplit

from triage.core.accounting import lost
from triage.core.errors import TriageError, UsageError
from triage.core.model import Chunk
from triage.run import processes
from triage.run.processes import alone

Item = TypeVar("Item")
Part = TypeVar("Part")

_RETRIES = 2
_AHEAD = 2
"""Items in progress per worker: one is read, one waits."""

_LOOK_SECONDS = 5.0

_STARTS = 3
"""Times that workers of this machine are started: one that is killed at its start ends the start of all."""

_SETTINGS = {
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.scheduler.allowed-failures": 10,
    "distributed.comm.timeouts.connect": "30s",
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
    waiting, done = iter(items), SimpleQueue[int]()
    under_way: dict[int, tuple[Item, Any]] = {}
    with _cluster(jobs, scheduler) as (client, workers), ThreadPoolExecutor(max(1, jobs)) as here:
        number = 0
        while client is not None:
            for item in islice(waiting, _AHEAD * workers - len(under_way)):
                number += 1
                is_sent = not scheduler or _travels(item)
                future = (
                    client.submit(_part, task, item, pure=False, retries=_RETRIES)
                    if is_sent
                    else here.submit(task, item)
                )
                under_way[number] = item, future
                future.add_done_callback(partial(_told, done, number))
            if not under_way:
                return
            if (finished := _next(done, client)) is not None:
                item, future = under_way.pop(finished)
                yield item, _result(future, client, task, item)
            elif not client.nthreads():
                break
        if scheduler:
            raise _gone()
        # All workers of this machine have died and are not restarted: the rest is read without them.
        for item, _ in under_way.values():
            yield item, alone(task, item)
    yield from processes.run(task, waiting, jobs)


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


def _next(done: SimpleQueue[int], client: Any) -> int | None:
    """Return the number of a finished item; null if none finished within some seconds."""
    try:
        return done.get(timeout=_LOOK_SECONDS)
    except Empty:
        if client.status not in ("running", "connecting"):
            raise _gone() from None
        return None


def _result(future: Any, client: Any, task: Callable[[Item], Part], item: Item) -> Part | None:
    """Return the part of a finished item; the item is read again if its worker died."""
    distributed: Any = import_module("distributed")
    while True:
        try:
            part: Part = future.result(timeout=_LOOK_SECONDS)
        except TimeoutError:
            if client.nthreads():
                continue
            return alone(task, item)
        except distributed.KilledWorker:
            return alone(task, item)
        except (distributed.CancelledError, distributed.client.FutureCancelledError) as error:
            raise _gone() from error
        return part


def _gone() -> TriageError:
    return TriageError("the Dask cluster is gone: what was read is kept, and the same command with --case CASE goes on")


@contextmanager
def _cluster(jobs: int, scheduler: str) -> Iterator[tuple[Any, int]]:
    """Yield a client of a cluster, null if workers of this machine cannot be started, and how many items it reads."""
    try:
        from dask import config  # noqa: PLC0415 - only this engine needs it

        distributed: Any = import_module("distributed")  # it says nothing of its types
    except ImportError as error:
        message = "the engine dask needs an extra: pip install 'leak-triage[dask]'"
        raise UsageError(message) from error
    with ExitStack() as stack:
        stack.enter_context(config.set(_SETTINGS))
        if scheduler:
            _check(scheduler)
            security = distributed.Security() if urlsplit(scheduler).scheme == "tls" else None
            try:
                client = stack.enter_context(
                    distributed.Client(scheduler, security=security, set_as_default=False, timeout="20s")
                )
            except (OSError, ValueError, TypeError) as error:
                message = f"no Dask scheduler answers at {scheduler}, or not with these certificates"
                raise UsageError(message) from error
            yield client, max(1, sum(client.nthreads().values()))
            return
        security = distributed.Security.temporary()
        if (cluster := _of_this_machine(jobs, security, distributed)) is None:
            yield None, jobs
            return
        stack.enter_context(cluster)
        yield stack.enter_context(distributed.Client(cluster, security=security, set_as_default=False)), jobs


def _of_this_machine(jobs: int, security: Any, distributed: Any) -> Any:
    """Return a cluster of worker processes of this machine; null if they die whenever they are started."""
    for _ in range(_STARTS):
        with suppress(RuntimeError):
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
