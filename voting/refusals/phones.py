"""What is refused to a phone or a tablet, and under which code it hears of it: the protocol names those codes.

A phone words the codes it knows by itself, for the server does not ask its language (static/src/ballot/refusals.js, and
that of the kiosk); tests/test_front_end.py holds those sentences equal to these.
"""

from __future__ import annotations

from voting.words import word

PHONES = {
    "request_incomplete": word("请求不完整，请刷新页面后再试。"),
    "unknown_meeting": word("这台服务器上没有票卡所属的会议。请联系工作人员。"),
    # joining
    "claim_incomplete": word("入场请求不完整，请刷新页面后再试。"),
    "blinded_misspelt": word("入场请求不完整，请刷新页面后再试。"),
    "code_mistyped": word("票号不对，请核对后重新输入。"),
    "no_such_card": word("没有这张票卡。请检查后再试，或联系工作人员。"),
    "card_is_void": word("这张票卡已经作废。请联系工作人员。"),
    "wrong_class": word("票类与票卡不符。请重新扫描票卡上的二维码。"),
    "joining_is_over": word("现在不能入场：会议还没有开放入场，或者已经结束。请听主持人宣布后再按一次。"),
    "claimed_elsewhere": word("已在另一浏览器入场，请回到那里。如果那部手机丢了，请联系工作人员。"),
    "signature_broken": word("签名核对不符，请联系工作人员重启服务。"),
    # casting
    "bad_signature": word("票的签名不对，未计入。请重新扫描票卡，或请工作人员帮助。"),
    "cast_otherwise": word("此票已投出另一份答卷，本页所填未计入。"),
    "round_not_open": word("主持人撤回了这一轮的开启，一张票也没有收。再次开启时，请重新投票。"),
    "round_closed": word("本轮在您提交之前已经关闭，您这一轮的票未计入。"),
    "box_not_written": word("票箱写入失败，请稍候重试。"),
    "salt_taken": word("票页的随机数重复，本票未计入。"),
    "ballot_faulty": word("%(what)s，本票未计入。请刷新页面重新填写，或请工作人员帮助。"),
    # what is wrong with a ballot
    "ballot_incomplete": word("票面不完整"),
    "slips_wrong": word("每位被评议人都要有且只有一张票页"),
    "salts_equal": word("票页的随机数重复"),
    "salt_misspelt": word("票页的随机数不合规格"),
    "mark_misshapen": word("有的评价格式不对"),
    "marks_missing": word("有漏填或多填的项目"),
    "mark_unknown": word("“%(where)s”的评价“%(mark)s”不在可选范围内"),
    "recusal_in_part": word("回避须对该被评议人的全部项目"),
    "remarks_misshapen": word("意见建议的格式不对"),
    "remark_length": word("意见建议每条限1至%(most)s字"),
    "remark_signs": word("意见建议里有不能保存的字符"),
    # checking
    "not_closed": word("这一轮还没有结束，结束后才能核对。"),
    # the tablet
    "kiosk_no_such_card": word("没有这张票卡。请对照票卡检查票号；还是不行，请找工作人员。"),
    "other_meeting": word("这张票卡不是本次会议的。请找工作人员。"),
    "kiosk_card_is_void": word("这张票卡已经作废。请找工作人员领补发的票卡。"),
    "not_open": word("现在没有开启的投票。请等主持人开启后再来。"),
    "for_paper": word("这张票卡留作投纸质票用，不能在这里投。请找监票人。"),
    "not_for_paper": word("这张票卡没有留作纸质票，不能用来录纸质票。请先在“纸质票”页登记。"),
    "on_phone": word("这张票卡已在一部手机上入场，请用那部手机投票。手机坏了、丢了，请找监票人补发票卡。"),
    "used": word("这张票卡本轮已经在平板上投过了，谢谢您！下一轮开启后请再来。"),
}
# What stands in `error` of the answer, where it says more than the kind of the refusal does.
HEARD_AS = {
    "request_incomplete": "bad_request",
    "unknown_meeting": "unknown_meeting",
    "claim_incomplete": "bad_claim",
    "blinded_misspelt": "bad_blinded",
    "code_mistyped": "unknown_card",
    "card_is_void": "void_card",
    "kiosk_card_is_void": "void_card",
    "wrong_class": "wrong_class",
    "joining_is_over": "not_joining",
    "salt_taken": "bad_ballot",
    "ballot_faulty": "bad_ballot",
    "not_closed": "not_closed",
    "other_meeting": "other_meeting",
    "not_open": "not_open",
    "for_paper": "for_paper",
    "not_for_paper": "not_for_paper",
    "on_phone": "on_phone",
    "used": "used",
}
