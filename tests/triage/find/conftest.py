"""A store of objects, which runs as long as the tests that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.triage.find.object_store import SECRET, Store, free_port
from triage.find import remote


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    made = Store(free_port())
    try:
        made.files.mkdir("seized")
        yield made
    finally:
        made.stop()


@pytest.fixture
def credentials(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{store.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setattr(remote, "WAITS", (0.0, 0.1))
    remote.store.cache_clear()
    yield
    remote.store.cache_clear()
