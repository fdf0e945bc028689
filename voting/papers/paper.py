"""What a paper is: its name and words, the kind of file, when it may be made, and who makes it.

Each paper has a folder in this room, named by its key, whose `PAPER` stands in the register.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.master_fields import Master
from voting.words import Said


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, its media type, what a page calls it and the icon it is shown by."""

    ending: str
    media_type: str
    form: Said
    icon: str


OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = Kind("docx", f"{OFFICE}.wordprocessingml.document", Said("Word", "Word"), "download")
EXCEL = Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet", Said("Excel", "Excel"), "file-spreadsheet")
ZIP = Kind("zip", "application/zip", Said("压缩包", "ZIP file"), "download")
PDF = Kind("pdf", "application/pdf", Said("PDF", "PDF"), "download")


@dataclass(frozen=True)
class Pill:
    """What a paper without grades is, in a word beside its name; `tone` is one of the kit's."""

    words: Said
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper of the house: its key in addresses and folders, its name, its kind of file, its master if it has one."""

    key: str
    label: Said
    kind: Kind
    master: Master[Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Download(Paper):
    """A paper that the page of papers offers once the results are released.

    `pill` None: it has grades, and before the committee has confirmed them it is a draft whose file name says so.
    `after_confirming`: it goes out of the house or is final, so it is made of confirmed grades only.
    `filed_as`: its name in the log and in file names, where that is not its label.
    """

    about: Said | None = None
    pill: Pill | None = None
    after_confirming: bool = False
    in_archive: bool = True
    filed_as: str = ""
    is_main: bool = False

    @property
    def title(self) -> str:
        """Its name in the log, in the archive and in file names."""
        return self.filed_as or self.label.zh

    @property
    def has_grades(self) -> bool:
        """Whether it is a draft until the grades in it are confirmed."""
        return self.pill is None


@dataclass(frozen=True, kw_only=True)
class MeetingPaper(Download):
    """A paper on the whole meeting."""

    make: Callable[[MeetingFigures], bytes]


@dataclass(frozen=True, kw_only=True)
class PersonPaper(Download):
    """A paper on one appraisee."""

    make: Callable[[MeetingFigures, AppraiseeFigures], bytes]


@dataclass(frozen=True, kw_only=True)
class Bundle(Download):
    """What is made of more than figures, by the use-case that has the stores: the archive."""

    in_archive: bool = False
