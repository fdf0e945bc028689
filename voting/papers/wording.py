"""The phrases that several papers share, so that they cannot word one fact in two ways."""

from __future__ import annotations

import re
from math import ceil
from unicodedata import east_asian_width

from voting.papers.facts import AppraiseeFigures, ClassFigures, MeetingFigures

NONE = "—"
# What XML 1.0 cannot hold; a remark pasted from elsewhere may carry it.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without control characters and without line breaks, fit for one cell or sentence."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of what a person typed, blank lines passed over."""
    lines = (plain(line) for line in text.splitlines())
    return tuple(line for line in lines if line)


def sentence(text: str) -> str:
    """The text ended with a full stop, unless it already ends like a sentence."""
    return text if not text or text[-1] in "。！？；!?;" else f"{text}。"


def until(deadline: str) -> str:
    """A deadline before which something is asked for, without the 前 that the sentence has itself."""
    return re.sub(r"(之|以)?前$", "", unstopped(deadline))


def unstopped(text: str) -> str:
    """The text without its last full stop, to stand inside a longer sentence."""
    return plain(text).rstrip("。.;；")


def matter(title: str) -> str:
    """What the meeting was held on, from its title: 某某农场2026年度述职评议会 is 2026年度述职评议考核."""
    words = plain(title)
    year = re.search(r"\d{4}\s*年", words)
    words = words[year.start() :] if year else words
    words = re.sub(r"(工作)?(大会|会议|会)$", "", words)
    return words if words.endswith(("考核", "测评", "评价")) else f"{words}考核"


def balanced(text: str, most: float) -> str:
    """A title on as few lines of at most so many Chinese characters as hold it, about equally long.

    A line ends after a stop or before a conjunction where one is near, and never inside a number.
    """
    return "\n".join(_lines(plain(text), most))


def _lines(words: str, most: float, at_least: int = 1) -> list[str]:
    number = max(ceil(ems(words) / most), at_least)
    if number < 2:
        return [words]
    share, rest = ems(words) / number, (number - 1) * most
    fitting = [at for at in range(1, len(words)) if ems(words[:at]) <= most and ems(words[at:]) <= rest]
    if not fitting:  # full lines of whole characters cannot be cut at the half that a letter leaves
        return _lines(words, most, number + 1)
    cut = min(fitting, key=lambda at: _strain(words, at, share))
    return [words[:cut].rstrip(), *_lines(words[cut:].lstrip(), most)]


def _strain(words: str, at: int, share: float) -> float:
    """How bad it is to end a line there: how far from its share, and whether a word may be torn."""
    good = words[at - 1] in "、，；：）》”" or words[at] in "和及与暨并《（“"
    torn = words[at] in "、，；：）》”的" or words[at - 1 : at + 1].isdecimal()
    return abs(ems(words[:at]) - share) + (0 if good else 8) + (30 if torn else 0)


def ems(text: str) -> float:
    """The width in Chinese characters: a letter or a digit is half of one."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def honorific(appraisee: AppraiseeFigures) -> str:
    """同志 after the name of a person; nothing after a unit or where a post stands for the name."""
    post = plain(appraisee.post)
    return "同志" if post and not plain(appraisee.name).endswith(post) else ""


def unit_and_post(appraisee: AppraiseeFigures) -> str:
    """单位及职务 in one run, nothing said twice: 机关第一党支部 and 党支部书记 is 机关第一党支部书记."""
    unit, post = plain(appraisee.unit), plain(appraisee.post)
    shared = (size for size in range(len(post), 1, -1) if unit.endswith(post[:size]))
    return post if post.startswith(unit) else unit + post[next(shared, 0) :]


def plan_name(meeting: MeetingFigures) -> str:
    """The document that the meeting follows, in book-title marks."""
    source = plain(meeting.scheme_source) or plain(meeting.scheme_name)
    return source if "《" in source else f"《{source}》"


def is_final(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> bool:
    """Whether the grade is the committee's and not only the count's proposal."""
    return meeting.confirmed and bool(appraisee.final_grade)


def shown(printed: str) -> str:
    """A printed grade, score or rank, or a dash where there is none."""
    return plain(printed) or NONE


def has_grade(grade: str) -> bool:
    """Whether this is a grade, and neither empty nor a dash."""
    return plain(grade) not in ("", NONE)


def class_label(figures: ClassFigures) -> str:
    """A票(领导班子成员); a merged class carries all its letters: A、B票(…)."""
    return f"{plain(figures.ballot_class)}票（{plain(figures.title)}）"


def over_issued(meeting: MeetingFigures) -> tuple[ClassFigures, ...]:
    """The classes that gave back more ballots than were issued."""
    return tuple(figures for figures in meeting.classes if figures.returned > figures.issued)


def validity(meeting: MeetingFigures) -> str:
    """The sentence that the chief scrutineer reads out: 收回 ≤ 发出 in every class, or void and repeat."""
    over = over_issued(meeting)
    if over:
        named = "、".join(class_label(figures) for figures in over)
        return f"{named}收回的票多于发出的票，本次测评无效，应当重新测评。"
    return (
        f"共发出测评票{meeting.total_issued}张，收回{meeting.total_returned}张，"
        "各类票收回数均未超过发出数，本次测评有效。"
    )


def merged_classes(meeting: MeetingFigures) -> str:
    """Why classes are shown together, or an empty string."""
    return sentence(plain(meeting.merged_note))


def remarks(meeting: MeetingFigures, appraisee: AppraiseeFigures) -> str:
    """备注: 书面述职, flags, and why the committee decided otherwise."""
    notes = ["书面述职"] if appraisee.in_writing else []
    notes += [plain(flag) for flag in appraisee.flags]
    if is_final(meeting, appraisee) and appraisee.final_grade != appraisee.proposed_grade:
        notes.append(f"调整：{unstopped(appraisee.reason) or '未写理由'}")
        notes += [plain(appraisee.document)] if appraisee.document else []
    return "；".join(notes)


def fingerprint_start(fingerprint: str) -> str:
    """The start of the fingerprint as cards, projector and phones show it: 8 digits in two groups."""
    return f"{fingerprint[:4]} {fingerprint[4:8]}"
