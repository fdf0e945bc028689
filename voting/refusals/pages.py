"""What the officers' pages refuse by themselves, before a use-case is asked."""

from __future__ import annotations

from voting.words import word

PAGES = {
    "log_in_first": word("请先登录。"),
    "page_of_another": word("您的账号不能打开这个页面。请用相应角色的账号登录。"),
    "type_the_word": word("没有进行：请在确认框中输入“%(word)s”。"),
    "type_the_word_to_seal": word("没有封存：请在确认框里输入“%(word)s”。"),
    "changed_elsewhere": word(
        "没有保存：这一页打开以后，内容在别处又改过。请另开一页对照；再点一次保存，就以下面的内容为准。"
    ),
    "rows_changed_elsewhere": word(
        "没有保存：这一页打开以后，名单又改过（现在存着%(num)s行）。请另开一页对照；再点一次保存，就以下面的内容为准。"
    ),
    "file_unchosen": word("还没有选文件：请先选好文件，再点上传。"),
    "no_shipped_scheme": word("没有这个方案。请回到方案列表重新选择。"),
    "no_person_here": word("没有第%(number)s位被评议人，本次会议共%(total)s位。请回到结果页面重新选择。"),
    "nothing_pasted_people": word("没有粘贴内容：请在 Excel 中选中名单、复制，再粘贴到框里。"),
    "nothing_pasted_seats": word("没有粘贴内容：请在 Excel 中选中座位和票类两列、复制，再粘贴到框里。"),
    "numbers_faulty": word("座位没有生成：请改正标出的内容。"),
    "numbers_missing": word("座位没有生成：请填写各票类有多少人。"),
    "number_shape": word("“%(text)s”不能用：请填0到%(most)s之间的整数。"),
    "notice_after_freeze": word("冻结方案后才有会议指纹，到时再打印通知。"),
}
