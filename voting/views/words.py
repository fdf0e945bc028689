"""The words of tables and values in the reader's language; the filters by which every template asks for them.

Use-cases know no Flask, so their words are Chinese. The words of their tables, shown on pages one by one, are marked
here for translation; tests/voting/test_translations.py holds that none is missing. A word that is not here, such as
an act in the log of an older release, is shown as it was written.
"""

from __future__ import annotations

from flask import Flask
from flask_babel import LazyString, get_locale, gettext, lazy_gettext
from flask_babel import lazy_gettext as _l

from voting.grades import tone_of
from voting.papers.paper import Said
from voting.roles import ROLE_NAMES, Role
from voting.states import ROUND_TITLES, STATE_TITLES, MeetingState, RoundState

ROLES = (_l("秘书（工作人员）"), _l("主持人"), _l("监票人"))
PLANS = (
    _l("一人一轮：逐人述职，逐人测评"),
    _l("第一位单独一轮，其余人员合并一轮"),
    _l("全部人员一轮：述职结束后一次测评"),
)
STEPS = (_l("会议信息"), _l("方案"), _l("被评议人"), _l("座位"), _l("记录项"), _l("票卡"))
ACTS = (
    _l("新建会议"),
    _l("沿用以前的会议"),
    _l("修改会议信息"),
    _l("删除会议草稿"),
    _l("选定方案"),
    _l("设定参数"),
    _l("设定票类权重"),
    _l("保存被评议人名单"),
    _l("保存座位名单"),
    _l("冻结方案"),
    _l("退回起草"),
    _l("制作票卡"),
    _l("登记未发出的票卡"),
    _l("登记留作纸质票的票卡"),
    _l("补发票卡签字"),
    _l("撤回补发签字"),
    _l("补发票卡"),
    _l("启动投票平板"),
    _l("录入纸质票"),
    _l("录入记录项"),
    _l("清除无处安放的记录项"),
    _l("宣布开会"),
    _l("开启投票"),
    _l("撤回开启"),
    _l("结束投票"),
    _l("作废轮次"),
    _l("安排重投"),
    _l("调整议程"),
    _l("更正文字"),
    _l("计票"),
    _l("同意公布结果"),
    _l("票数不足仍予公布"),
    _l("确定等次"),
    _l("撤回确定等次"),
    _l("撰写评价意见"),
    _l("确认等次"),
    _l("退回复议"),
    _l("导出文书"),
    _l("封存"),
    _l("添加账号"),
    _l("启用账号"),
    _l("停用账号"),
    _l("登录"),
    _l("修改密码"),
    _l("重设密码"),
)

STATE_TONES = {  # of the kit's pills
    MeetingState.DRAFT: "",
    MeetingState.READY: "info",
    MeetingState.IN_SESSION: "live",
    MeetingState.COUNTED: "info",
    MeetingState.CONFIRMED: "good",
    MeetingState.SEALED: "good",
}
ROUND_TONES = {
    RoundState.WAITING: "",
    RoundState.OPEN: "live",
    RoundState.CLOSED: "info",
    RoundState.VOID: "bad",
}


def said(word: str) -> str:
    """A fixed word of a use-case, in the language of this page."""
    return str(gettext(word))


def said_later(word: str) -> LazyString:
    """The same where no page is being made yet: the labels of a form."""
    return lazy_gettext(word)


def state_word(state: str) -> str:
    """Where a meeting stands: 起草, 就绪 …"""
    return said(STATE_TITLES[MeetingState(state)])


def round_word(state: str) -> str:
    """Where a round stands: 未开始, 投票中 …"""
    return said(ROUND_TITLES[RoundState(state)])


def role_word(role: str) -> str:
    """Whom an officer is spoken of as: 秘书, 主持人 …"""
    return said(ROLE_NAMES[Role(role)])


def in_language(words: Said, **values: object) -> str:
    """The words of a paper in the language of this page, its values filled in."""
    locale = get_locale()
    text = words.en if locale and locale.language == "en" else words.zh
    return text.format(**values)


def word_pages(app: Flask) -> None:
    """Give every template these words as filters."""
    app.jinja_env.globals.update(meeting_states=tuple(MeetingState), officer_roles=tuple(Role))
    app.jinja_env.filters.update(
        in_language=in_language,
        said=said,
        state_word=state_word,
        state_tone=lambda state: STATE_TONES[MeetingState(state)],
        round_word=round_word,
        round_tone=lambda state: ROUND_TONES[RoundState(state)],
        role_word=role_word,
        tone=tone_of,
    )
