"""Asked where docs/changing/function.md has been followed: the desk reads the function, a meeting is held by it.

No test of this tree: tests/changing/test_function.py runs it in a copy that has the guide's patch in it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tally.evidence.archive import read_archive
from tally.evidence.verify import verify
from tally.words.catalogue import shipped_schemes
from tests.voting import meetings
from tests.voting.desk_visitor import open_desk
from tests.voting.test_archive import sealed_archive
from tests.voting.test_desk_scheme import upload
from voting.meeting.house import House

(THREE,) = (scheme for scheme in shipped_schemes() if scheme.name == "three-sheet")
WRITTEN = "(基层党建 + 党风廉政 + 意识形态) / 3"
MEDIAN = THREE.path.read_text(encoding="utf-8").replace(WRITTEN, "中位数(基层党建, 党风廉政 - 10, 意识形态 - 2)")


def test_the_page_of_the_scheme_says_it_in_words(house: House) -> None:
    page = open_desk(house).send("scheme/upload", upload(MEDIAN.encode()))
    assert "得分 = 中位数（基层党建、党风廉政 - 10、意识形态 - 2）" in page


def test_a_meeting_is_counted_with_it_and_its_archive_is_recounted(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "median.toml").write_text(MEDIAN, encoding="utf-8")
    own = replace(THREE, path=tmp_path / "median.toml")
    monkeypatch.setattr(meetings, "shipped_schemes", lambda: [own])
    archive = sealed_archive(house)
    assert verify(archive) == []
    (name,) = (name for name in read_archive(archive) if name.endswith("result.json"))
    # 18 好 and a 较好 on every sheet: 1700/19 = 89.47, in the middle 87.47; 10 of each: 85, in the middle 83
    scores = [person["score"] for person in json.loads(read_archive(archive)[name])["appraisees"]]
    assert scores == ["87.47", "83.00"]
