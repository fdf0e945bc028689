"""A realistic counted meeting for the papers: 13 appraisees, classes A/B/C, three sheets, 60 voters.

Scores and shares are worked here with Fractions from head counts, as the tally would; the papers
themselves only lay them out.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from voting.details import Details
from voting.papers.facts import (
    AppraiseeFigures,
    ClassFigures,
    MarkFigures,
    MeetingFigures,
    RoundFigures,
    SheetFigures,
)

MARKS = (("好", 90), ("较好", 80), ("一般", 70), ("差", 60))
SHEETS = (
    ("基层党建", "抓基层党建工作责任"),
    ("党风廉政", "落实党风廉政建设主体责任"),
    ("意识形态", "落实意识形态责任制"),
)
CLASSES = (("A", "领导班子成员", 8), ("B", "党委委员、纪委委员", 10), ("C", "支部书记、党员代表", 42))
# (unit, post, 一般, 差) on each sheet, out of 59 marks: everybody recuses himself from himself.
PEOPLE = (
    ("立新农场", "场党委书记", 1, 0, 40),
    ("机关第一党支部", "党支部书记", 2, 0, 38),
    ("机关第二党支部", "党支部书记", 0, 0, 45),
    ("橡胶加工厂党支部", "党支部书记", 3, 1, 35),
    ("农业生产服务中心党支部", "党支部书记", 5, 3, 30),
    ("社区管理委员会党支部", "党支部书记", 0, 0, 44),
    ("第一生产队党支部", "党支部书记", 1, 1, 29),
    ("第二生产队党支部", "党支部书记", 2, 0, 33),
    ("第三生产队党支部", "党支部书记", 0, 1, 37),
    ("职工医院党支部", "党支部书记", 1, 0, 42),
    ("子弟学校党支部", "党支部书记", 0, 0, 41),
    ("离退休人员党支部", "党支部书记", 2, 1, 26),
    ("水利电力管理站党支部", "党支部书记", 1, 0, 34),
)
LONG_NAME = "欧阳·买买提·阿不都热合曼"


def half_up(value: Fraction, places: int = 2) -> str:
    """四舍五入 to a string with that many places."""
    scaled = int(value * 10**places + Fraction(1, 2))
    return f"{scaled // 10**places}.{scaled % 10**places:0{places}d}"


def share(part: int, whole: int) -> str:
    return f"{half_up(Fraction(part * 100, whole))}%" if whole else "—"


def by_class(total: int) -> tuple[tuple[str, int], ...]:
    """Heads handed out to A, B, C in turn, never more than the class has."""
    in_a, in_b = min(8, total // 7), min(10, total // 6)
    return (("A", in_a), ("B", in_b), ("C", total - in_a - in_b))


def mark_figures(counts: tuple[int, ...]) -> tuple[MarkFigures, ...]:
    whole = sum(counts)
    return tuple(
        MarkFigures(mark, by_class(count), count, share(count, whole))
        for (mark, _), count in zip(MARKS, counts, strict=True)
    )


def score_of(counts: tuple[int, ...]) -> Fraction:
    points = sum(count * points for count, (_, points) in zip(counts, MARKS, strict=True))
    return Fraction(points, sum(counts))


def sheet_figures(number: int, fair: int, poor: int, good: int) -> tuple[SheetFigures, Fraction, tuple[int, ...]]:
    good += number  # the three sheets differ a little
    counts = (good, 59 - good - fair - poor, fair, poor)
    score = score_of(counts)
    key, title = SHEETS[number]
    apart = (("弃权", 0), ("回避", 1), ("无效", 0), ("漏填", 0))
    return SheetFigures(key, title, mark_figures(counts), apart, half_up(score), str(score)), score, counts


def base_grade(score: Fraction) -> str:
    return "好" if score >= 85 else "较好" if score >= 75 else "一般" if score >= 65 else "差"


def appraisee(index: int) -> tuple[AppraiseeFigures, Fraction]:
    unit, post, fair, poor, good = PEOPLE[index]
    made = [sheet_figures(number, fair, poor, good) for number in range(3)]
    score = Fraction(half_up(sum((exact for _, exact, _ in made), Fraction(0)) / 3))
    pooled = tuple(sum(counts[i] for _, _, counts in made) for i in range(4))
    low = Fraction(3 * (fair + poor), 177)
    base = base_grade(score)
    proposed = "差" if low > Fraction(1, 10) else base
    steps = [f"基础等次：得分{half_up(score)}，定为“{base}”。"]
    if proposed != base:
        steps.append(
            f"“一般”“差”票共{3 * (fair + poor)}票，占有效票177票的{share(3 * (fair + poor), 177)}，"
            f"超过10%，按“一般、差票超过上限”由“{base}”降为“{proposed}”。"
        )
    figures = AppraiseeFigures(
        id=f"{index + 1:02d}",
        name=f"{unit}{'书记' if index else '党委书记'}",
        unit=unit,
        post=post,
        group="",
        in_writing=index == 11,
        sheets=tuple(sheet for sheet, _, _ in made),
        overall=mark_figures(pooled),
        apart=(("弃权", 0), ("回避", 3), ("无效", 0), ("漏填", 0)),
        issued=60,
        returned=60,
        valid=60,
        invalid=0,
        values=(("得分", half_up(score)),),
        records=(("被问责追责", "否"),),
        score=half_up(score),
        rank="",
        base_grade=base,
        proposed_grade=proposed,
        steps=tuple(steps),
        explanation=(
            "抓基层党建工作责任：" + "+".join(
                f"{count}×{points}" for count, (_, points) in zip(made[0][2], MARKS, strict=True)
            ) + f"的和除以59，得{made[0][0].exact}，即{made[0][0].score}分。",
            f"三个专项相加除以3，得{half_up(score)}分。",
            *steps,
        ),
        flags=("口径敏感",) if index == 4 else (),
        final_grade="",
        reason="",
        document="",
        decided_by="",
        consequence={"好": "年度考核方可评定为优秀", "较好": "年度考核不得评定为优秀"}.get(
            proposed, "约谈提醒、限期整改"
        ),
        strengths="",
        problems="",
        demands="",
        deadline="",
    )  # fmt: skip
    return figures, score


def ranked(made: list[tuple[AppraiseeFigures, Fraction]]) -> tuple[AppraiseeFigures, ...]:
    scores = [score for _, score in made]
    return tuple(replace(figures, rank=str(1 + sum(other > score for other in scores))) for figures, score in made)


def with_words(figures: AppraiseeFigures) -> AppraiseeFigures:
    return replace(
        figures,
        strengths="一是履行第一责任人职责较好，全年召开支部委员会12次专题研究党建工作。\n"
        "二是“三会一课”、主题党日制度坚持经常，党员参学率高。\n三是职工反映的难点问题逐项有着落。",
        problems="一是党建与生产经营结合不够紧，有的工作停留在部署上。\n二是对年轻党员的培养教育办法不多。",
        demands="对照点评和测评反映的问题，列出问题清单、责任清单、整改清单，逐项抓好落实，整改情况报场党委和场纪委备案。",
        deadline="2027年3月31日",
    )


def proposed_meeting() -> MeetingFigures:
    """The meeting counted, the committee not yet met."""
    people = ranked([appraisee(index) for index in range(len(PEOPLE))])
    return MeetingFigures(
        title="立新农场2026年度落实主体责任述职评议会议",
        organisation="中共立新农场委员会",
        held_on="2026年12月26日",
        venue="场部三楼会议室",
        chair="场党委书记",
        details=Details("立新农场2026年度落实主体责任述职评议会议", "中共立新农场委员会", expected=62),
        scheme_name="落实主体责任述职评议（三专项）",
        scheme_source="立新农场2026年度落实主体责任述职评议考核工作方案",
        parameters=(("“一般”“差”票超过此比例，等次确定为“差”", "10%"), ("评价为“好”的比例不超过", "30%")),
        expected=62,
        present=60,
        classes=tuple(ClassFigures(key, title, n, n, n, 0) for key, title, n in CLASSES),
        total_issued=60,
        total_returned=60,
        total_valid=60,
        total_invalid=0,
        invalid_reasons=(),
        appraisees=people,
        sheet_titles=tuple(title for _, title in SHEETS),
        mark_labels=tuple(mark for mark, _ in MARKS),
        grade_names=("好", "较好", "一般", "差"),
        lists=(("重点管理", (people[4].name, people[11].name)),),
        warnings=("农业生产服务中心党支部书记：口径不同，降等结论不同，请组织研究。",),
        rounds=(
            RoundFigures(1, "场党委书记述职", 62, 60, 60, 60, "9f" * 32),
            RoundFigures(2, "支部书记述职", 62, 60, 60, 60, "3c" * 32),
        ),
        reissues=1,
        narrowest_margin="0.26分（第1名与第2名之间）",
        fingerprint="5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8",
        result_sha256="d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592",
        version="0.1.0",
        confirmed=False,
        merged_note="",
    )


def confirmed_meeting() -> MeetingFigures:
    """The same meeting after the committee: one grade lowered with a reason, words written for most."""
    meeting = proposed_meeting()
    people = [
        replace(with_words(figures), final_grade=figures.proposed_grade, decided_by="场党委会议")
        for figures in meeting.appraisees
    ]
    changed = 5
    people[changed] = replace(
        people[changed],
        final_grade="较好",
        reason="年度安全生产检查发现问题一项，尚未整改到位",
        document="场党委会议纪要〔2026〕18号",
        consequence="年度考核不得评定为优秀",
    )
    people[2] = replace(people[2], strengths="", problems="", demands="", deadline="")
    return replace(meeting, appraisees=tuple(people), confirmed=True)


def hostile_meeting() -> MeetingFigures:
    """Names and remarks that would break XML, a spreadsheet or a file name, and are very long."""
    meeting = confirmed_meeting()
    people = list(meeting.appraisees)
    people[0] = replace(people[0], name=LONG_NAME, unit="农业生产服务中心党总支部", post="党总支部书记、主任")
    people[1] = replace(people[1], name='<张>&"建国"', unit="=1+1", strengths='成绩<b>&"突出"</b>\x0b{{ 7*7 }}')
    people[2] = replace(people[2], name="a/b\\c:*?|..", unit="@SUM(A1)")
    return replace(meeting, appraisees=tuple(people), venue="<三楼>&会议室")


def big_meeting(number: int = 60) -> MeetingFigures:
    """Sixty appraisees."""
    meeting = confirmed_meeting()
    people = tuple(
        replace(meeting.appraisees[i % 13], id=f"{i + 1:02d}", name=f"第{i + 1}党支部书记") for i in range(number)
    )
    return replace(meeting, appraisees=people)
