"""What is refused anywhere in the house: who may do an act and when, what is not there, accounts and passwords."""

from __future__ import annotations

from voting.words import word

HOUSE = {
    # parts of sentences
    "quoted": word("“%(text)s”"),
    "either": word("%(first)s或%(other)s"),
    "one_after_another": word("%(first)s%(then)s"),
    # acts
    "role_may_not": word("%(act)s须由%(roles)s登录后操作。"),
    "move_from_elsewhere": word("会议现处于“%(state)s”，只有在“%(wanted)s”时才能%(act)s。请刷新页面查看最新状态。"),
    "act_in_other_states": word("会议现处于“%(state)s”，此操作只能在%(wanted)s时进行。"),
    # finding
    "no_meeting": word("没有这场会议，可能已被删除。请回到会议列表。"),
    "no_round": word("议程中没有这一轮。"),
    "no_appraisee": word("没有这位被评议人。"),
    "no_scheme_yet": word("还没有选定方案，请先在“方案”一步选择。"),
    "scheme_faulty": word("方案文件有误，没有采用。"),
    # accounts
    "no_account": word("没有这个账号。"),
    "no_login": word("没有用户名为“%(login)s”的账号，或者已停用。"),
    "log_in_wrong": word("用户名或密码不对，请重新输入。忘记密码请找秘书重设。"),
    "accounts_there_already": word("本机已有工作人员账号，请直接登录；新账号由秘书在“人员账号”中添加。"),
    "accounts_added_by_secretary": word("只有秘书可以添加账号。"),
    "accounts_closed_by_secretary": word("账号由秘书停用或启用，且不能停用自己。"),
    "password_of_another": word("只能修改自己的密码；忘记密码请找秘书重设。"),
    "password_not_saved": word("没有保存：请改正标出的内容。"),
    "password_short": word("密码至少%(least)s位；可以用一句容易记的话。"),
    "account_not_saved": word("账号没有保存。"),
    "account_faulty": word("账号没有保存：请改正标出的内容。"),
    "login_shape": word("用户名须为1至60个字，中间不能有空格。"),
    "login_taken": word("这个用户名已有人用，请换一个。"),
    "officer_unnamed": word("请填写姓名或岗位，60字以内。"),
    "role_unchosen": word("请选择角色：秘书、主持人或监票人。"),
}
