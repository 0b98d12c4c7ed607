"""A store of objects for tests: a real server of the S3 protocol (moto), a process of its own on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import s3fs

SECRET = "wJalrXUtnFEMIinvented"  # noqa: S105 - of nobody


def people(count: int, first: int = 0) -> str:
    rows = [f"Sana Tariq,35202-{n:07}-2,0300-{n:07}" for n in range(first, first + count)]
    return "\n".join(["name,cnic,mobile", *rows, ""])


def served(port: int) -> subprocess.Popen[bytes]:
    """Return a server that answers."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise AssertionError("the server does not answer")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Store:
    """A store with one bucket."""

    def __init__(self, port: int) -> None:
        self.port, self.server = port, served(port)

    def put(self, key: str, content: bytes) -> None:
        self.files.pipe_file(f"seized/{key}", content)

    def put_all(self, folder: Path, prefix: str) -> None:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                self.put(f"{prefix}/{each.relative_to(folder).as_posix()}", each.read_bytes())

    @property
    def files(self) -> Any:
        told = {"key": "key", "secret": SECRET, "endpoint_url": f"http://127.0.0.1:{self.port}"}
        return s3fs.S3FileSystem(**told, skip_instance_cache=True, use_listings_cache=False)

    def stop(self) -> None:
        self.server.kill()
        self.server.wait()

    def start_again(self) -> None:
        self.server = served(self.port)
        self.files.mkdir("seized")
