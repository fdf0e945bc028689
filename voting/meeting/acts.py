"""Every act of an officer: what the log calls it, who may do it, when, what it leads to, and who hears of it.

This is the only table that says so. Use-cases open with an act of it (`House.act`); the pages' words for the log, the
README's table of states and the tests of who may do what are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from voting.errors import NotAllowed, WrongState
from voting.refusals.sentence import Sentence, Value
from voting.roles import EVERY_ROLE, ROLE_TITLES, Role
from voting.states import (
    AFTER_CONFIRMING,
    AFTER_THE_COUNT,
    BEFORE_THE_COUNT,
    STATE_TITLES,
    WITH_CARDS,
    MeetingState,
)
from voting.words import Word, word

UNNAMED = Word()


@dataclass(frozen=True)
class Act:
    """One kind of act.

    `logged` is what stands in the log and is never changed, for old logs are read by it; "" for what is of the moment
    and not kept. `roles` may do it; nobody, where it only follows from another act. `states` are those of the meeting
    in which it is allowed; none, where it is about no meeting. `target` is the state it moves the meeting to.
    """

    key: str
    logged: Word
    roles: tuple[Role, ...] = ()
    states: tuple[MeetingState, ...] = ()
    target: MeetingState | None = None
    title: Word = UNNAMED  # what buttons and refusals call it, where that is not the log's word
    reserved: str = "role_may_not"  # how another role is refused
    elsewhere: Mapping[MeetingState, str] = field(default_factory=dict, hash=False)  # how it is refused in some states
    phones_hear: bool = False  # of every act in the log the room hears
    crosses_none: bool = False  # two of these never happen at once
    signed_as: str = ""  # each role signs for itself, under this name in the store, and only all of them do it

    @property
    def name(self) -> Word:
        """What a person calls it."""
        return self.title or self.logged

    @property
    def is_move(self) -> bool:
        """Whether it takes a meeting from one state to another."""
        return self.target is not None and bool(self.states)


_SECRETARY, _CHAIR = (Role.SECRETARY,), (Role.CHAIR,)
_SIGNERS = (Role.SCRUTINEER, Role.CHAIR)
_AT_THE_KIOSK = (Role.SECRETARY, Role.SCRUTINEER)
_DRAFT, _READY, _IN_SESSION = (MeetingState.DRAFT,), (MeetingState.READY,), (MeetingState.IN_SESSION,)
_COUNTED, _CONFIRMED = (MeetingState.COUNTED,), (MeetingState.CONFIRMED,)
_DRAFTING = "drafts_by_secretary"
_GRADING = "grades_by_secretary"
_HOLDING = "rounds_by_chair"


def _act_on_a_round(key: str, logged: Word) -> Act:
    """The chair's acts on rounds: two of them never cross, and every phone hears of them."""
    return Act(key, logged, _CHAIR, _IN_SESSION, reserved=_HOLDING, phones_hear=True, crosses_none=True)


# preparation
NEW_MEETING = Act("new", word("新建会议"), _SECRETARY, (), MeetingState.DRAFT, reserved=_DRAFTING)
COPY_MEETING = Act("copy", word("沿用以前的会议"), _SECRETARY, tuple(MeetingState), reserved=_DRAFTING)
EDIT_DETAILS = Act("edit_details", word("修改会议信息"), _SECRETARY, _DRAFT, reserved=_DRAFTING)
DELETE_DRAFT = Act("delete", word("删除会议草稿"), _SECRETARY, _DRAFT, reserved=_DRAFTING)
CHOOSE_SCHEME = Act("choose_scheme", word("选定方案"), _SECRETARY, _DRAFT, reserved=_DRAFTING)
SET_PARAMETERS = Act("set_parameters", word("设定参数"), _SECRETARY, _DRAFT, reserved=_DRAFTING)
SET_WEIGHTS = Act("set_weights", word("设定票类权重"), _SECRETARY, _DRAFT, reserved="weights_by_secretary")
SAVE_APPRAISEES = Act("save_appraisees", word("保存被评议人名单"), _SECRETARY, _DRAFT)
SAVE_SEATS = Act("save_seats", word("保存座位名单"), _SECRETARY, _DRAFT)
ENTER_RECORDS = Act("enter_records", word("录入记录项"), _SECRETARY, BEFORE_THE_COUNT)
FORGET_RECORDS = Act("forget_records", word("清除无处安放的记录项"))
FREEZE = Act("freeze", word("冻结方案"), _SECRETARY, _DRAFT, MeetingState.READY, word("冻结方案、制作票卡"))
THAW = Act(
    "thaw",
    word("退回起草"),
    _SECRETARY,
    _READY,
    MeetingState.DRAFT,
    word("退回起草（作废全部票卡）"),
    phones_hear=True,
)

# seats
PRINT_CARDS = Act("print_cards", word("制作票卡"), _SECRETARY, _READY)
VOID_UNISSUED = Act("void_unissued", word("登记未发出的票卡"), _SECRETARY, WITH_CARDS)
SET_ASIDE = Act("set_aside", word("登记留作纸质票的票卡"), _AT_THE_KIOSK, WITH_CARDS)
ENTER_PAPER = Act("enter_paper", word("录入纸质票"), _AT_THE_KIOSK, _IN_SESSION)
START_TABLET = Act("start_tablet", word("启动投票平板"), _AT_THE_KIOSK, WITH_CARDS)
SIGN_REISSUE = Act(
    "sign_reissue", word("补发票卡签字"), _SIGNERS, WITH_CARDS, reserved="reissue_by_two", signed_as="reissue"
)
WITHDRAW_REISSUE = Act("withdraw_reissue", word("撤回补发签字"), _SIGNERS, WITH_CARDS, reserved="reissue_by_two")
REISSUE = Act("reissue", word("补发票卡"))

# the session
BEGIN = Act("begin", word("宣布开会"), _CHAIR, _READY, MeetingState.IN_SESSION, phones_hear=True)
OPEN_ROUND = _act_on_a_round("open_round", word("开启投票"))
WITHDRAW_OPENING = _act_on_a_round("withdraw_opening", word("撤回开启"))
CLOSE_ROUND = _act_on_a_round("close_round", word("结束投票"))
VOID_ROUND = _act_on_a_round("void_round", word("作废轮次"))
RERUN_ROUND = _act_on_a_round("rerun_round", word("安排重投"))
MOVE_ROUND = _act_on_a_round("move_round", word("调整议程"))
CALL_UP = Act("call_up", UNNAMED, _CHAIR, _IN_SESSION, reserved="screen_by_chair", crosses_none=True)
REST = Act("rest", UNNAMED, _CHAIR, _IN_SESSION, reserved="screen_by_chair", crosses_none=True)
CORRECT = Act(
    "correct",
    word("更正文字"),
    _SECRETARY,
    WITH_CARDS,
    reserved="corrections_by_secretary",
    elsewhere={MeetingState.DRAFT: "correct_in_roster", **dict.fromkeys(AFTER_THE_COUNT, "correct_on_paper")},
    phones_hear=True,
    crosses_none=True,
)

# the outcome
COUNT = Act(
    "count",
    word("计票"),
    (Role.CHAIR, Role.SECRETARY),
    _IN_SESSION,
    MeetingState.COUNTED,
    phones_hear=True,
    crosses_none=True,
)
SIGN_RELEASE = Act(
    "sign_release", word("同意公布结果"), _SIGNERS, _COUNTED, reserved="release_by_two", signed_as="release"
)
SHOW_SMALL = Act("show_small", word("票数不足仍予公布"), _CHAIR, AFTER_THE_COUNT, reserved="small_by_chair")
DECIDE = Act("decide", word("确定等次"), _SECRETARY, _COUNTED, reserved=_GRADING)
TAKE_BACK = Act("take_back", word("撤回确定等次"), _SECRETARY, _COUNTED, reserved=_GRADING)
WRITE_OPINION = Act("write_opinion", word("撰写评价意见"), _SECRETARY, (*_COUNTED, *_CONFIRMED), reserved=_GRADING)
CONFIRM = Act("confirm", word("确认等次"), _SECRETARY, _COUNTED, MeetingState.CONFIRMED)
RECONSIDER = Act("reconsider", word("退回复议"), _SECRETARY, _CONFIRMED, MeetingState.COUNTED)
EXPORT = Act("export", word("导出文书"), _SECRETARY, tuple(MeetingState))  # before the count `disclosure` says why not
EXPORT_ARCHIVE = Act("export_archive", word("导出文书"), _SECRETARY, AFTER_CONFIRMING)
SEAL = Act("seal", word("封存"), _SECRETARY, _CONFIRMED, MeetingState.SEALED)

# the house itself
ADD_OFFICER = Act("add_officer", word("添加账号"), _SECRETARY, reserved="accounts_added_by_secretary")
REOPEN_OFFICER = Act("reopen_officer", word("启用账号"), _SECRETARY, reserved="accounts_closed_by_secretary")
CLOSE_OFFICER = Act("close_officer", word("停用账号"), _SECRETARY, reserved="accounts_closed_by_secretary")
LOG_IN = Act("log_in", word("登录"), EVERY_ROLE)
CHANGE_PASSWORD = Act("change_password", word("修改密码"), EVERY_ROLE)
RESET_PASSWORD = Act("reset_password", word("重设密码"))  # from the machine itself, where nobody is logged in

ACTS = tuple(act for act in list(globals().values()) if isinstance(act, Act))
MOVES = tuple(act for act in ACTS if act.is_move)


def require_role(act: Act, role: Role) -> None:
    """Raise NotAllowed unless officers of this role may do the act."""
    if role not in act.roles:
        raise NotAllowed(act.reserved, **({} if act.reserved != "role_may_not" else _who_may(act)))


def require_state(act: Act, state: MeetingState) -> None:
    """Raise WrongState unless the act is allowed while a meeting stands there."""
    if state in act.states:
        return
    if state in act.elsewhere:
        raise WrongState(act.elsewhere[state])
    now = STATE_TITLES[state]
    if act.is_move:
        wanted = STATE_TITLES[act.states[0]]
        raise WrongState("move_from_elsewhere", state=now, wanted=wanted, act=act.name)
    quoted = tuple(Sentence("quoted", text=STATE_TITLES[each]) for each in act.states)
    raise WrongState("act_in_other_states", state=now, wanted=quoted)


def _who_may(act: Act) -> dict[str, Value]:
    first, *others = (ROLE_TITLES[role] for role in act.roles)
    roles: str = first
    for other in others:
        roles = Sentence("either", first=roles, other=other)
    return {"act": act.name, "roles": roles}
