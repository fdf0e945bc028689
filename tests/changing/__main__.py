"""The command that makes a guide's patch of the tree's difference from HEAD, puts it into the tree, or takes it out."""

from __future__ import annotations

import subprocess
import sys

from tests.changing.patches import PatchFault
from tests.changing.trying import GUIDES, ROOT, Guide


def make(name: str, *without: str) -> None:
    """Write the difference of the tree from HEAD, but for these files and the guides, as the patch of this guide."""
    passed_over = [f":(exclude){path}" for path in (*without, "docs/changing", "tests/changing")]
    shown = ("--binary", "--no-color", "--no-renames", "--no-ext-diff", "--unified=2")
    subprocess.run(["git", "add", "--intent-to-add", "."], cwd=ROOT, check=True)
    words = ["git", "-c", "core.quotepath=off", "diff", *shown, "HEAD", "--", ".", *passed_over]
    made = subprocess.run(words, cwd=ROOT, check=True, capture_output=True).stdout
    (GUIDES / "patches").mkdir(parents=True, exist_ok=True)
    (GUIDES / "patches" / f"{name}.patch").write_bytes(made)
    print(*(change.path for change in Guide(name, 0, ()).changes), sep="\n")


def apply(name: str) -> None:
    """Put every change of the patch that still fits into the tree, and name the others."""
    for change in Guide(name, 0, ()).changes:
        try:
            change.apply(ROOT)
        except PatchFault as fault:
            print(fault, file=sys.stderr)


def undo(name: str) -> None:
    """Make every file of the patch what it is in HEAD, as far as HEAD has it."""
    for change in Guide(name, 0, ()).changes:
        subprocess.run(["git", "reset", "-q", "--", change.path], cwd=ROOT, check=True)
        if change.is_new:
            (ROOT / change.path).unlink(missing_ok=True)
        else:
            subprocess.run(["git", "checkout", "-q", "HEAD", "--", change.path], cwd=ROOT, check=True)


def main(words: list[str]) -> None:
    """Do what the first word says with the guide of the second."""
    match words:
        case ["make", name, *without]:
            make(name, *without)
        case ["apply", name]:
            apply(name)
        case ["undo", name]:
            undo(name)
        case _:
            sys.exit("python -m tests.changing make|apply|undo NAME")


if __name__ == "__main__":
    main(sys.argv[1:])
