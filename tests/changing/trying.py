"""A guide tried in a copy of the tree: with its whole patch, and without each file of it; see the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.changing.patches import FileChange, read_patch

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "changing"
NOT_COPIED = (".git", ".venv", ".tools", "node_modules", ".pytest_cache", ".ruff_cache", ".hypothesis", "dist")
PATIENCE = 600  # seconds, for a machine that is busy with other tests


@dataclass(frozen=True)
class Guide:
    """A guide of docs/changing/, how many files its change may take, and who is asked about it."""

    name: str
    most: int
    held_by: tuple[str, ...]
    asked: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the guide teaches."""
        return (GUIDES / f"{self.name}.md").read_text(encoding="utf-8")

    @cached_property
    def changes(self) -> tuple[FileChange, ...]:
        """The changes of its patch, in their order."""
        return read_patch((GUIDES / "patches" / f"{self.name}.patch").read_text(encoding="utf-8"))

    @property
    def listed(self) -> list[str]:
        """The list of files that the guide ends in."""
        *_, last = self.text.split("\n#")
        return re.findall(r"^- `([^`]+)`", last, re.MULTILINE)


@dataclass(frozen=True)
class Tree:
    """A copy of the tree, in which a change can be tried."""

    root: Path

    @classmethod
    def copied(cls, root: Path) -> Tree:
        """Copy everything but what machines keep beside it; what mypy knows comes along, to ask it fast."""
        instance = ROOT / "instance"

        def passed_over(folder: str, names: list[str]) -> list[str]:
            inside = [name for name in names if name != "README.md"] if Path(folder) == instance else []
            return [name for name in names if name in NOT_COPIED] + inside

        shutil.copytree(ROOT, root, ignore=passed_over)
        return cls(root)

    def run(self, *words: str) -> str:
        """Run a module of Python in the copy; what it said where it failed, else nothing."""
        inherited = {name: text for name, text in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.root,
            env=inherited,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode < 0:
            raise ChildProcessError(f"{' '.join(words)} was ended by signal {-done.returncode}: nothing was asked")
        return "" if done.returncode == 0 else f"{' '.join(words)}:\n{done.stdout[-6000:]}{done.stderr[-2000:]}"

    def fault(self, *tests: str, made_by: tuple[str, ...] = ()) -> str:
        """The first that is red: a command that makes files, these tests, or mypy; empty where all is green.

        Tests come before types: of a file that is left out they mostly tell, and mypy takes longer.
        """
        there = [test for test in tests if (self.root / test.partition("::")[0]).exists()]
        for module in made_by:
            if said := self.run(module):
                return said
        return self.run("pytest", "-x", "-p", "no:cacheprovider", "--tb=short", *there) or self.run("mypy")

    def put_back(self, path: str) -> None:
        """Make a file what it is in the tree, or make it go where the tree has none."""
        (self.root / path).unlink(missing_ok=True)
        if (ROOT / path).exists():
            shutil.copy2(ROOT / path, self.root / path)
            return
        for folder in (self.root / path).parents:  # an empty folder is still a package to Python
            shutil.rmtree(folder / "__pycache__", ignore_errors=True)
            if folder.exists() and any(folder.iterdir()):
                return
            shutil.rmtree(folder, ignore_errors=True)


class Tried:
    """The tests of a guide: a subclass names it. All share one copy, so that mypy is asked of changes alone."""

    guide: Guide

    def test_the_guide_ends_in_the_list_of_the_files_of_its_patch(self) -> None:
        assert sorted(self.guide.listed) == sorted(change.path for change in self.guide.changes)

    def test_the_change_takes_no_more_files_than_promised(self) -> None:
        taken = [change.path for change in self.guide.changes if not change.path.startswith("tests/")]
        assert len(taken) <= self.guide.most, taken

    def test_with_the_whole_patch_everything_is_green(self, tree: Tree) -> None:
        tests = (*self.guide.held_by, *own_tests(self.guide), *self.guide.asked)
        fault = tree.fault(*tests, made_by=self.guide.made_by)
        assert not fault, fault

    def test_without_any_one_file_something_is_red(self, tree: Tree, left_out: FileChange) -> None:
        tree.put_back(left_out.path)
        try:
            fault = tree.fault(*self.guide.held_by, *own_tests(self.guide), made_by=self.guide.made_by)
            print(fault)
            assert fault, f"{left_out.path} can be left out, and nothing is red"
        finally:
            for change in self.guide.changes:  # all of them: what a command makes may have gone with the one left out
                tree.put_back(change.path)
                change.apply(tree.root)


def own_tests(guide: Guide) -> list[str]:
    """The test files that the patch adds or changes."""
    return [path for change in guide.changes if (path := change.path).startswith("tests/") and "/test_" in path]
