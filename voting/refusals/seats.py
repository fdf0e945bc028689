"""What is refused at the seats: cards made, voided and re-issued, paper ballots, tablets."""

from __future__ import annotations

from voting.words import word

SEATS = {
    "no_card_at_seat": word("这个座位没有票卡。"),
    "cards_joined": word("已有人用票卡入场，不能整体重印。个别票卡丢失请用“补发票卡”。"),
    "cards_handed_out": word("第一轮已经开启，票卡已全部视为发出。迟到或丢失请用“补发票卡”。"),
    "seats_joined": word("这些座位的票卡已入场，不能作废：%(seats)s。"),
    "reissue_by_two": word("补发票卡须监票人和主持人分别登录确认。"),
    "nothing_to_withdraw": word("您没有待对方签字的补发，不用撤回。如新票卡已经补发，旧票卡已作废。"),
    "reissued_just_now": word("这个座位的票卡刚刚已经补发过，没有再补发。如新票卡没有打印出来，请两人重新签字补发。"),
    # paper
    "seats_without_card": word("所选座位中有的没有有效票卡，没有保存。请刷新页面后重新勾选。"),
    "seats_used": word("这些座位的票卡已经用过，不能再改：%(seats)s。请取消改动后再保存。"),
    "tellers_faulty": word("请填写两位计票人的姓名。"),
    "teller_unnamed": word("请填写姓名。"),
    "teller_too_long": word("最多%(most)s字。"),
    "tellers_same": word("两位计票人要是两个人，不能是同一人。"),
    "no_paper_cards": word("还没有留作纸质票的票卡。请先勾选座位并保存。"),
}
