"""The guides in docs/changing/ are tried: each carries its change as a patch, which is applied to a copy of the tree.

A guide of the name NAME is three files:

- docs/changing/NAME.md, which teaches the change and ends in the list of the files it takes, one a line, each
  in backquotes (- `voting/papers/receipts/__init__.py`: …);
- docs/changing/patches/NAME.patch, a small real change as `git diff` writes it, new files, tests and Word
  masters among them;
- tests/changing/test_NAME.py, which tries it:

      class TestPaper(Tried):
          guide = Guide("paper", most=3, held_by=("tests/voting/papers/test_register.py",),
                        asked=("tests/changing/asked_paper.py",))

`Tried` then asks, in one copy of the tree: that the guide's list is the patch's; that the patch takes no more than
`most` files, tests not counted; that with the whole patch mypy, the tests of `held_by`, the patch's own tests and
those of `asked` pass; and for each file of the patch, that without it mypy, `held_by` or the patch's own
tests fail. `held_by` are tests that stand in the tree anyway and hold a register complete: keep them few and fast.
`asked` are questions that make sense only where the patch has been applied (is it on the page, in the archive, in the
README's table?); such a file is not called test_….py, so that nobody else runs it. `made_by` names modules that are run
in the copy after every change (`voting.translations.refresh`), for files that a command makes and a patch leaves out.

To make a patch: change the tree as the guide says, commit nothing, then

    python -m tests.changing make NAME            writes the difference from HEAD to the patch
    python -m tests.changing make NAME '*.mo'     … without the files that a command makes
    python -m tests.changing undo NAME            and the tree is as it was, but for the patch

docs/changing and tests/changing stand in no patch. Where a patch no longer fits, `apply NAME` puts into the tree what
still does and names the rest; mend it and `make` it again. Lines are found by what stands around them, not by their
numbers, so most changes of others do no harm.
"""
