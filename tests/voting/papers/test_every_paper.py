"""Every paper of the register is made, opened again as its reader does, and says what the figures say."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import jinja2
import pytest
from docxtpl import DocxTemplate

from tests.voting.paper_reading import docx_text, open_docx, open_xlsx, shown
from tests.voting.sample_figures import confirmed_meeting, hostile_meeting, proposed_meeting
from voting.papers.facts import AppraiseeFigures, MeetingFigures
from voting.papers.master_fields import context_of, fields_of
from voting.papers.masters import master_path
from voting.papers.opinion import MASTER, opinion_fields
from voting.papers.paper import WORD, Download, MeetingPaper, PersonPaper
from voting.papers.register import DOWNLOADS

MADE = [paper for paper in DOWNLOADS if isinstance(paper, MeetingPaper | PersonPaper)]
FIGURE = re.compile(r"\d+\.\d+%?")
WHOLE = {"proposed": proposed_meeting, "confirmed": confirmed_meeting}
each_paper = pytest.mark.parametrize("paper", MADE, ids=lambda paper: paper.key)
each_stage = pytest.mark.parametrize("stage", WHOLE)


def made(paper: Download, meeting: MeetingFigures, person: AppraiseeFigures) -> bytes:
    """The paper on this meeting, or on this person of it."""
    if isinstance(paper, PersonPaper):
        return paper.make(meeting, person)
    assert isinstance(paper, MeetingPaper)
    return paper.make(meeting)


def read(content: bytes, ending: str) -> str:
    """All that its reader reads in a paper; of a bundle, all that is in it."""
    if ending == "docx":
        footers = [section.footer for section in open_docx(content).sections]
        return docx_text(content) + "\n".join(line.text for footer in footers for line in footer.paragraphs)
    if ending == "xlsx":
        return "\n".join(shown(cell) for sheet in open_xlsx(content) for row in sheet for cell in row)
    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        return "\n".join(read(bundle.read(name), name.rpartition(".")[2]) for name in bundle.namelist())


def figures_in(facts: dict[str, Any]) -> set[str]:
    """The decimals and shares that stand anywhere in these facts."""
    return set(FIGURE.findall(repr(facts)))


def may_be_said(paper: Download, meeting: MeetingFigures, person: AppraiseeFigures) -> set[str]:
    """The figures that this paper may print: all, or those of the meeting and of its person."""
    people = meeting.appraisees if isinstance(paper, MeetingPaper) else (person,)
    return figures_in(asdict(replace(meeting, appraisees=people)))


def leaves(value: object) -> Iterator[str]:
    """What a field puts on the paper, wherever it stands in rows and cells."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from leaves(part)
    elif not isinstance(value, bool):
        yield str(value)


@each_stage
@each_paper
def test_no_brace_of_a_master_is_left_and_no_figure_is_any_but_those_of_the_count(
    paper: MeetingPaper | PersonPaper, stage: str
) -> None:
    meeting = WHOLE[stage]()
    for person in meeting.appraisees[:5]:
        text = read(made(paper, meeting, person), paper.kind.ending)
        assert not re.search(r"\{\{|\}\}|\{%|%\}|None|Undefined", text)
        assert set(FIGURE.findall(text)) <= may_be_said(paper, meeting, person)


@each_paper
def test_a_paper_names_whom_it_is_about(paper: MeetingPaper | PersonPaper) -> None:
    meeting = confirmed_meeting()
    person = meeting.appraisees[4]
    named = [person] if isinstance(paper, PersonPaper) else meeting.appraisees
    text = read(made(paper, meeting, person), paper.kind.ending)
    assert [one.name for one in named if one.name not in text] == []


@each_paper
def test_a_score_changed_in_the_facts_changes_wherever_it_is_printed(paper: MeetingPaper | PersonPaper) -> None:
    meeting = confirmed_meeting()
    person = meeting.appraisees[0]
    changed = replace(person, score="77.07")
    before = read(made(paper, meeting, person), paper.kind.ending)
    elsewhere = replace(meeting, appraisees=(changed, *meeting.appraisees[1:]))
    after = read(made(paper, elsewhere, changed), paper.kind.ending)
    # 86.78 is also the score of a sheet and of the explanation, which stay; so the new score is looked for.
    assert ("77.07" in after) == (person.score in before)


@each_paper
def test_names_that_would_break_a_file_are_printed_as_they_are(paper: MeetingPaper | PersonPaper) -> None:
    meeting = hostile_meeting()
    text = read(made(paper, meeting, meeting.appraisees[1]), paper.kind.ending)
    assert '<张>&"建国"' in text


@each_paper
def test_the_same_figures_give_the_same_bytes(paper: MeetingPaper | PersonPaper) -> None:
    first, again = (
        made(paper, meeting, meeting.appraisees[3]) for meeting in (confirmed_meeting(), confirmed_meeting())
    )
    assert first == again


WITH_MASTER = [paper for paper in MADE if paper.master]


def asked_for(paper: Download) -> set[str]:
    """The fields that the shipped master asks for."""
    assert paper.master
    return set(DocxTemplate(master_path(paper.master.file)).get_undeclared_template_variables())


@pytest.mark.parametrize("paper", WITH_MASTER, ids=lambda paper: paper.key)
def test_a_master_asks_only_for_fields_that_are_declared(paper: MeetingPaper | PersonPaper) -> None:
    assert paper.kind == WORD
    assert paper.master
    declared = {field.name for field in fields_of(paper.master.fields)}
    assert asked_for(paper) - declared == set()
    assert len(asked_for(paper)) > len(declared) / 2  # or the master would be of another paper


@each_stage
@pytest.mark.parametrize("paper", WITH_MASTER, ids=lambda paper: paper.key)
def test_whatever_a_master_asks_for_stands_in_the_paper(
    paper: MeetingPaper | PersonPaper, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fields are caught on their way into the master and looked for on the paper that comes of it."""
    contexts: list[dict[str, Any]] = []
    render = DocxTemplate.render

    def caught(self: Any, context: dict[str, Any], jinja_env: jinja2.Environment, autoescape: bool) -> None:
        contexts.append(context)
        render(self, context, jinja_env=jinja_env, autoescape=autoescape)

    monkeypatch.setattr(DocxTemplate, "render", caught)
    meeting = WHOLE[stage]()
    text = read(made(paper, meeting, meeting.appraisees[4]), paper.kind.ending)
    (context,) = contexts
    values = {value for name in asked_for(paper) for value in leaves(context[name])}
    assert len(values) > 5
    assert [value for value in values if value not in text] == []


def test_what_is_declared_is_what_a_master_is_given() -> None:
    """Filling in and telling of the fields read one declaration: neither has a name that the other lacks."""
    meeting = confirmed_meeting()
    given = context_of(opinion_fields(meeting, meeting.appraisees[0]))
    assert list(given) == [field.name for field in fields_of(MASTER.fields)]
    rows = next(field for field in fields_of(MASTER.fields) if field.name == "得票表")
    listed = given["得票表"]
    assert isinstance(listed, list)
    assert list(listed[0]) == [field.name for field in rows.parts]
