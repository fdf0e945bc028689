"""The catalogue is read from the scheme files and nothing else."""

from __future__ import annotations

import subprocess
import sys

from tally.words.catalogue import scheme_table, shipped_schemes
from tests.tally.schemes.sample import NAMES, SCHEMES


def test_the_desk_is_offered_every_scheme_by_the_title_it_gives_itself() -> None:
    shipped = shipped_schemes()
    assert [scheme.name for scheme in shipped] == NAMES
    assert all(scheme.path == SCHEMES / f"{scheme.name}.toml" for scheme in shipped)
    titles = {scheme.name: scheme.title for scheme in shipped}
    assert titles["bank-staff-review"] == "支行中层干部群众评议"
    assert len(set(titles.values())) == len(titles)


def test_the_table_says_what_must_be_set_and_who_weighs_what() -> None:
    rows = {row.split("](")[0].removeprefix("| ["): row for row in scheme_table().splitlines()[2:]}
    assert list(rows) == NAMES
    assert rows["bank-cadre"].endswith("| A 50%、B 50% | 优秀、称职、基本称职、不称职 | — |")
    assert rows["community-committee"].endswith("| 优秀分、合格分、不合格分 |")
    assert "| 观摩（37项100分） |" in rows["observation-village"]
    assert "| 16项 | — | — | — |" in rows["street-routine"]


def test_the_catalogue_does_without_numpy() -> None:
    script = "import sys, tally.words.catalogue as c; c.shipped_schemes(); sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
