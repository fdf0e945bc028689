"""Patches as `git diff --binary` writes them, read and applied without git, which a machine for tests need not have.

A hunk is found by its lines and not by their numbers: a patch in a guide must outlive the changes around it.
"""

from __future__ import annotations

import re
import zlib
from base64 import b85decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

NEW, GONE, BINARY = "new file mode", "deleted file mode", "GIT binary patch"
NO_END = "\\ No newline at end of file"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"  # a binary line begins with its length, A = 1


class PatchFault(Exception):
    """A patch cannot be read, or no longer fits the tree: the file and the lines that are not found."""


@dataclass(frozen=True)
class Hunk:
    """Lines that stand together in the file, and what they become; `near` is where they stood, from 0."""

    near: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class FileChange:
    """What becomes of one file: `content` of a new binary one, else the hunks; gone where it is deleted."""

    path: str
    is_new: bool
    is_gone: bool
    hunks: tuple[Hunk, ...] = ()
    content: bytes | None = None

    def apply(self, root: Path) -> None:
        """Change the file under this root; raises PatchFault and leaves it alone where the patch does not fit."""
        file = root / self.path
        if file.exists() == self.is_new:
            raise PatchFault(f"{self.path}: {'there already' if self.is_new else 'not there'}")
        if self.is_gone:
            file.unlink()
            return
        old = "" if self.is_new else file.read_bytes().decode()
        made = self.content if self.content is not None else changed(self.path, old, self.hunks).encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made)


def read_patch(text: str) -> tuple[FileChange, ...]:
    """The changes of a patch, in its order; raises PatchFault."""
    parts = re.split(r"^diff --git a/.* b/", text, flags=re.MULTILINE)
    if len(parts) == 1:
        raise PatchFault("no `diff --git` in it")
    return tuple(_file_change(part.split("\n")) for part in parts[1:])


def _file_change(lines: Sequence[str]) -> FileChange:
    path, *rest = lines
    head = rest[: next((at for at, line in enumerate(rest) if line.startswith(("@@", BINARY))), len(rest))]
    if any(line.startswith(("rename ", "copy ")) for line in head):
        raise PatchFault(f"{path}: renames and copies are written whole: git diff --no-renames")
    is_new, is_gone = (any(line.startswith(mark) for line in head) for mark in (NEW, GONE))
    if BINARY in rest:
        return FileChange(path, is_new, is_gone, content=b"" if is_gone else _binary(path, rest))
    return FileChange(path, is_new, is_gone, tuple(_hunks(rest[len(head) :])))


def _hunks(lines: Sequence[str]) -> Iterator[Hunk]:
    starts = [at for at, line in enumerate(lines) if line.startswith("@@")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = re.match(r"@@ -(\d+)", lines[start])
        body = "\n".join(lines[start + 1 : end]).rstrip("\n").split("\n")
        near = max(0, int(found[1]) - 1) if found else 0
        yield Hunk(near, tuple(_side(body, "-")), tuple(_side(body, "+")))


def _side(body: Sequence[str], sign: str) -> Iterator[str]:
    """The lines of one side, each with its end."""
    for at, line in enumerate(body):
        if (line or " ")[0] in (" ", sign):  # an editor may have taken the blank off an empty line
            yield line[1:] + ("" if body[at + 1 : at + 2] == [NO_END] else "\n")


def _binary(path: str, lines: Sequence[str]) -> bytes:
    start = lines.index(BINARY) + 1
    kind, _, size = lines[start].partition(" ")
    if kind != "literal":
        raise PatchFault(f"{path}: a binary file is patched only whole; leave out what a command makes")
    packed = b""
    for line in lines[start + 1 :]:
        if not line:
            break
        packed += b85decode(line[1:])[: LETTERS.index(line[0]) + 1]
    content = zlib.decompress(packed)
    if len(content) != int(size):
        raise PatchFault(f"{path}: {len(content)} bytes in place of {size}")
    return content


def changed(path: str, old: str, hunks: Sequence[Hunk]) -> str:
    """The text with every hunk applied, each where its lines stand nearest to where they stood."""
    lines, shift = old.splitlines(keepends=True), 0
    for hunk in hunks:
        at = _found(path, lines, hunk, hunk.near + shift)
        lines[at : at + len(hunk.before)] = hunk.after
        shift = at - hunk.near + len(hunk.after) - len(hunk.before)
    return "".join(lines)


def _found(path: str, lines: Sequence[str], hunk: Hunk, near: int) -> int:
    size = len(hunk.before)
    fitting = [at for at in range(len(lines) - size + 1) if tuple(lines[at : at + size]) == hunk.before]
    if not fitting:
        raise PatchFault(f"{path}: these lines are not in it any more:\n{''.join(hunk.before)}")
    return min(fitting, key=lambda at: abs(at - near))
