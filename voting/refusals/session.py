"""What is refused while the meeting is held: the session, its rounds, their order, corrections, the projector."""

from __future__ import annotations

from voting.words import word

SESSION = {
    "rounds_by_chair": word("轮次由主持人登录后开启和结束。"),
    "screen_by_chair": word("投影由主持人登录后切换。"),
    "address_differs": word(
        "票卡上的地址是 %(cards)s，现在的地址是 %(server)s。"
        "手机会扫不开：请用票卡上的地址启动本机服务，或退回起草、改地址后重印票卡。"
    ),
    "no_cards_yet": word("还没有制作票卡，请秘书先打印并发放票卡。"),
    # opening and closing
    "round_still_open": word("“%(title)s”一轮还在投票，请先结束。"),
    "round_was_open": word("本轮已经开启过，不能再次开启。如需重投，请先作废本轮，再安排重投。"),
    "round_in_box_already": word("本轮已经开启过，不能再次开启。如需重投，请先作废本轮，再用备用轮次重投。"),
    "round_not_due": word("按议程下一轮是“%(title)s”，请按顺序进行。"),
    "classes_small": word(
        "%(classes)s类入场不足%(k)s人，投票内容可能被猜出。"
        "可再等一等；确要开启，请勾选确认，这些手机上会写明“本票类人数少，不能保密”。"
    ),
    "round_not_closable": word("这一轮没有开启，不能结束。请刷新页面查看最新状态。"),
    "round_not_open_in_box": word("本轮没有开启，不能结束。"),
    "some_not_voted": word("还有%(missing)s人已入场、没有投票。结束后不能再投，也不能重新开启。"),
    # taking back, giving up, holding again
    "round_not_withdrawable": word("这一轮没有开启，不能撤回开启。请刷新页面查看最新状态。"),
    "round_holds_ballots": word(
        "已经有人投了票，不能再撤回开启。请照常投完后结束投票；确实开错了，请作废本轮，再用备用轮次重投。"
    ),
    "void_without_reason": word("请写明作废本轮的原因，它会写入会议记录。"),
    "round_not_voidable": word("只有已开启或已结束的轮次可以作废。"),
    "round_not_void": word("只有作废的轮次可以重投。"),
    "round_rerun_already": word("这一轮已经安排了重投。"),
    "no_spare_left": word("备用轮次已用完，本次会议不能再重投，请改用纸质票或另行开会。"),
    # order
    "order_unchosen": word("请选择“提到下一个”或“推到最后”。"),
    "round_not_movable": word("“%(title)s”一轮已经开启过，不能再调整顺序。"),
    "round_not_next": word("按议程下一轮不是这一轮。请刷新页面查看最新状态。"),
    "rest_while_open": word("“%(title)s”一轮还在投票，请先结束投票再休息。"),
    # corrections
    "corrections_by_secretary": word("文字由秘书登录后更正。"),
    "correct_in_roster": word("方案还没有冻结，请直接在名单中修改。"),
    "correct_on_paper": word(
        "已经计票，姓名、单位、职务随计票结果算进了校验值，不能再改。"
        "文书上的错字，请在下载的文书上更正，由更正的人签名，并记入会议记录。"
    ),
    "correct_after_round": word("“%(title)s”一轮正在投票，评议人手上正填着这张票。请等本轮结束后再更正。"),
    "correction_faulty": word("没有更正：请改正标出的内容。"),
}
