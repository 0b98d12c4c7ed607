"""A guard that Python loads at its start wherever this folder stands on PYTHONPATH: nothing leaves this machine.

It hears every look-up and connection of the process, whoever makes it (an audit hook cannot be taken out), refuses
those that go further than this machine, and notes them, because a library may swallow the refusal.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

ATTEMPTS: list[str] = []
"""What was refused in this process; also appended to the file that NETWORK_ATTEMPTS names."""

_ADDRESS_AT = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class NetworkRefusedError(RuntimeError):
    """Something tried to reach beyond this machine."""


def is_local(address: object) -> bool:
    """Return true for loopback addresses and names, unix sockets and the empty address."""
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(address, tuple) and isinstance(host, str) and host.startswith(("/", "\0")):
        return True
    if not isinstance(host, str) or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guard(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what a scan must never do."""
    if event not in _ADDRESS_AT or is_local(arguments[_ADDRESS_AT[event]]):
        return
    attempt = f"{event} {arguments[_ADDRESS_AT[event]]!r}"
    ATTEMPTS.append(attempt)
    if log := os.environ.get("NETWORK_ATTEMPTS"):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{attempt}\n")
    raise NetworkRefusedError(attempt)


sys.addaudithook(guard)
