"""What holds for every test: private keys go into a folder of the run, never into the home of who runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _keys_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The local data directory of this run, of its servers too."""
    kept = {name: os.environ.get(name) for name in ("XDG_DATA_HOME", "LOCALAPPDATA")}
    folder = str(tmp_path_factory.mktemp("local-data"))
    os.environ.update(dict.fromkeys(kept, folder))
    yield
    for name, value in kept.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
