"""Patches are read and applied as git does, and found again where the lines around them have moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.changing.patches import PatchFault, changed, read_patch
from tests.changing.trying import GUIDES

OLD = "一\n二\n三\n四\n五\n六\n"
PATCH = """diff --git a/words.txt b/words.txt
index 1..2 100644
--- a/words.txt
+++ b/words.txt
@@ -2,3 +2,3 @@ 一
 二
-三
+叁
 四
diff --git a/new/folder/说明.md b/new/folder/说明.md
new file mode 100644
--- /dev/null
+++ b/new/folder/说明.md
@@ -0,0 +1 @@
+新的
\\ No newline at end of file
"""
OF_GIT = r"""diff --git a/binary b/binary
new file mode 100644
index 0000000000000000000000000000000000000000..553a99f955221f149c3a4ee0df0b19c117d744bf
GIT binary patch
literal 512
zcmZQzWMXDvWn<^y<l^Sx<>MC+6cQE@6%&_`l#-T_m6KOcR8m$^Ra4i{)Y8_`)zddH
zG%_|ZH8Z!cw6eCbwX=6{baHlab#wRd^z!!c_45x13<?ej4GWKmjEatljf+o6OiE5k
zO-s+n%*xKm&C4$+EGjN3Ei136tg5c5t*dWnY-(<4ZENr7?CS36?dzW~anj@|Q>RUz
zF>}`JIdkXDU$Ah|;w4L$Enl&6)#^2C*R9{Mant54TeofBv2)k%J$v`<KXCBS;Uh<n
z9Y1mM)af&4&z-+;@zUihSFc^aar4&gJ9qEhfAH|p<0ns_J%91?)$2EJ-@X6v@zduo
VU%!3-@$=X3KY#!IXBgrB2LR)2{{a91

literal 0
HcmV?d00001

diff --git a/old b/old
deleted file mode 100644
index 3367afd..0000000
--- a/old
+++ /dev/null
@@ -1 +0,0 @@
-old
diff --git a/text b/text
index 0719398..7512eef 100644
--- a/text
+++ b/text
@@ -1,3 +1,3 @@
 1
-2
+2!
 3
@@ -7,3 +7,4 @@
 7
-8
+8!
 9
+end
\ No newline at end of file
"""


def test_a_changed_file_and_a_new_one_in_a_new_folder(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text(OLD, encoding="utf-8")
    for change in read_patch(PATCH):
        change.apply(tmp_path)
    assert (tmp_path / "words.txt").read_text(encoding="utf-8") == OLD.replace("三", "叁")
    assert (tmp_path / "new" / "folder" / "说明.md").read_text(encoding="utf-8") == "新的"


def test_lines_that_have_moved_are_found_nearest_to_where_they_stood() -> None:
    hunks = read_patch(PATCH)[0].hunks
    assert changed("words.txt", "零\n" * 40 + OLD, hunks) == "零\n" * 40 + OLD.replace("三", "叁")
    assert changed("words.txt", OLD + "零\n" * 9 + OLD, hunks) == OLD.replace("三", "叁") + "零\n" * 9 + OLD


def test_a_patch_that_no_longer_fits_names_the_file_and_the_lines() -> None:
    with pytest.raises(PatchFault, match=r"words\.txt: these lines are not in it any more:\n二\n三\n四"):
        changed("words.txt", OLD.replace("二", "贰"), read_patch(PATCH)[0].hunks)


def test_a_new_file_that_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    change = read_patch(PATCH)[1]
    change.apply(tmp_path)
    with pytest.raises(PatchFault, match="there already"):
        change.apply(tmp_path)


def test_what_is_no_patch_is_refused() -> None:
    with pytest.raises(PatchFault, match="no `diff --git`"):
        read_patch("--- a\n+++ b\n")


def test_a_patch_that_git_wrote_is_applied_byte_by_byte(tmp_path: Path) -> None:
    """A new binary file, a deleted one, and a text changed in two places that loses its last end of line."""
    (tmp_path / "text").write_text("".join(f"{number}\n" for number in range(1, 10)))
    (tmp_path / "old").write_text("old\n")
    for change in read_patch(OF_GIT):
        change.apply(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "binary": bytes(range(256)) * 2,
        "text": b"1\n2!\n3\n4\n5\n6\n7\n8!\n9\nend",
    }


def test_every_patch_belongs_to_a_guide_and_to_a_test() -> None:
    patches = {file.stem for file in GUIDES.glob("patches/*.patch")}
    tried = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")} - {"patches"}
    assert patches == tried == {file.stem for file in GUIDES.glob("*.md") if file.stem in patches | tried}
