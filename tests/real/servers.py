"""Private database servers for a test run: no network, a folder of their own, ended with the test run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START_SECONDS = 60

Program = Callable[[str], str]


@contextmanager
def mariadb(program: Program) -> Iterator[tuple[str, ...]]:
    """Yield a private MariaDB server: yields the options by which its clients reach it."""
    install, server, client = program("mariadb-install-db"), program("mariadbd"), program("mariadb")
    with _short_folder() as folder:
        home, socket = folder / "data", folder / "s"
        common = ["--no-defaults", f"--datadir={home}", *(["--user=root"] if os.geteuid() == 0 else [])]
        _run([install, *common, "--auth-root-authentication-method=normal", "--skip-test-db"])
        reach = (f"--socket={socket}", "--user=root", "--default-character-set=utf8mb4")
        options = [*common, f"--socket={socket}", "--skip-networking", f"--pid-file={folder / 'pid'}"]
        options += ["--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M", "--skip-log-bin"]
        with _running([server, *options], folder / "log", [client, "--no-defaults", *reach, "--execute=SELECT 1"]):
            yield reach


@contextmanager
def postgres(program: Program) -> Iterator[tuple[str, ...]]:
    """Yield a private PostgreSQL cluster: yields the options by which its clients reach it.

    The server refuses to run as root: as root it is started as the user `postgres`, which its package makes.
    """
    initdb, server, client = program("initdb"), program("postgres"), program("psql")
    with _short_folder() as folder:
        become: list[str] = []
        if os.geteuid() == 0:
            become = _become_postgres(program, folder)
        home = folder / "data"
        options = "--username=triage --auth=trust --encoding=UTF8 --locale=C --no-sync".split()
        _run([*become, initdb, f"--pgdata={home}", *options])
        reach = (f"--host={folder}", "--username=triage", "--no-password")
        options = ["-D", str(home), "-k", str(folder), "-c", "listen_addresses=", "-F"]
        with _running(
            [*become, server, *options], folder / "log", [client, *reach, "-d", "postgres", "-c", "SELECT 1"]
        ):
            yield reach


def _become_postgres(program: Program, folder: Path) -> list[str]:
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return [program("setpriv"), f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


@contextmanager
def _short_folder() -> Iterator[Path]:
    """Yield a folder whose path is short: the path of a unix socket holds at most 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="triage-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(command: list[str], log: Path, greeting: list[str]) -> Iterator[None]:
    """Yield the server of this command while it answers the greeting; ended by SIGTERM."""
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=log.parent)
    try:
        latest = time.monotonic() + START_SECONDS
        while subprocess.run(greeting, capture_output=True, check=False).returncode != 0:
            if server.poll() is not None or time.monotonic() > latest:
                pytest.fail(f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        try:
            server.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL, cwd="/")
    if done.returncode:
        pytest.fail(f"{command[0]}: {done.stderr.decode(errors='replace')[-2000:]}")
