"""The copy in which a guide is tried, and the files that are left out of its patch in turn."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.changing.trying import Tree, Tried


@pytest.fixture(scope="class")
def tree(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    """A copy of the tree with the whole patch of the class's guide in it."""
    root = tmp_path_factory.mktemp("changed") / "tree"
    copy = Tree.copied(root)
    for change in request.cls.guide.changes:
        change.apply(root)
    yield copy
    shutil.rmtree(root)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that wants to know what is left out is asked once for every file of its guide's patch."""
    if "left_out" in metafunc.fixturenames and metafunc.cls and issubclass(metafunc.cls, Tried):
        metafunc.parametrize("left_out", metafunc.cls.guide.changes, ids=lambda change: change.path)
