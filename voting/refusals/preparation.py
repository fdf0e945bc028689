"""What is refused before the meeting: details, scheme, roster, records, weights, workbooks, and the freeze."""

from __future__ import annotations

from voting.words import word

PREPARATION = {
    "drafts_by_secretary": word("会议由秘书登录后起草和修改。"),
    # details
    "details_faulty": word("会议信息没有保存：请改正标出的内容。"),
    "detail_too_long": word("%(title)s太长，最多%(most)s字。"),
    "title_missing": word("请填写会议名称，120字以内。"),
    "address_shape": word("请填写完整的网址，如 http://192.168.1.20:8080，后面不要带路径。"),
    "k_too_small": word("最少合并人数不能小于5：少于5人的分组会让人猜出谁投了什么。"),
    "detail_negative": word("%(title)s不能是负数。"),
    "detail_too_large": word("%(title)s太大，最多%(most)s。"),
    "plan_unchosen": word("请选择测评方式。"),
    # scheme, parameters, weights
    "scheme_not_utf8": word("方案文件没有采用：它不是 UTF-8 编码的文本。请用记事本“另存为”，编码选 UTF-8，再上传。"),
    "parameters_faulty": word("参数没有保存：请改正标出的内容。"),
    "parameter_fault": word("%(fault)s。"),
    "parameter_is_share": word("这一项是比例，请写成“%(value)s%%”。"),
    "weights_by_secretary": word("权重由秘书登录后设定。"),
    "weights_faulty": word("权重没有保存：请改正标出的内容。"),
    "weights_too_much": word("权重没有保存：各票类合计须为100%%，现在合计%(total)s%%，多了%(difference)s个百分点。"),
    "weights_too_little": word("权重没有保存：各票类合计须为100%%，现在合计%(total)s%%，少了%(difference)s个百分点。"),
    "weight_all_or_none": word("各票类要么都填权重，要么都不填。"),
    "weight_shape": word("“%(text)s”不能用：请填大于0的数，如 40 表示40%%。"),
    # roster
    "at_row": word("第%(row)s行：%(fault)s"),
    "at_sheet_row": word("“%(sheet)s”表第%(row)s行：%(fault)s"),
    "appraisees_faulty": word("被评议人名单没有保存，请改正标出的各行。"),
    "seats_faulty": word("座位名单没有保存，请改正标出的各行。"),
    "appraisee_unnamed": word("请填写姓名（或单位）。"),
    "number_missing": word("请填写编号。"),
    "texts_too_long": word("%(titles)s太长。"),
    "number_twice": word("编号“%(code)s”与第%(row)s行重复。"),
    "person_twice": word("姓名、单位、职务与第%(row)s行完全相同：重复的请删去，同名的请写明单位或职务加以区分。"),
    "seat_unlabelled": word("请填写座位或岗位，%(most)s字以内。"),
    "seat_twice": word("座位“%(label)s”与第%(row)s行重复，请加以区分。"),
    "no_such_class": word("没有“%(name)s”这个票类，本方案的票类是%(classes)s。"),
    "roster_not_imported": word("名单没有导入，原有名单不变。请在表中改正以下各处后重新上传。"),
    "roster_empty": word("表中没有内容：请在“%(people)s”或“%(seats)s”表中填写后再上传。"),
    "yes_or_no_in_writing": word("“%(column)s”请填“%(yes)s”或“%(no)s”，现在是“%(text)s”。"),
    # records
    "records_faulty": word("记录项没有保存：请改正标出的内容。"),
    "record_of": word("%(name)s的“%(record)s”：%(fault)s"),
    "record_unknown": word("没有这个人或这一项。"),
    "record_yes_or_no": word("请填“%(yes)s”或“%(no)s”。"),
    "record_of_these": word("请从%(labels)s中选择。"),
    "record_range": word("须为%(range)s之间的数，现在是“%(text)s”。"),
    "record_range_and_length": word("须为%(range)s之间的数，不超过%(most)s个字符，现在是“%(text)s”。"),
    "from_to": word("%(low)s至%(high)s"),
    "records_not_imported": word("记录项没有导入，原有内容不变。请在表中改正以下各处后重新上传。"),
    "sheet_empty": word("“%(sheet)s”表中没有内容。"),
    "number_unknown": word("名单中没有编号“%(code)s”。"),
    "number_of_another": word("编号“%(code)s”在名单中是“%(listed)s”，表中是“%(typed)s”。"),
    # workbooks
    "workbook_faulty": word("表格没有导入，原有内容不变。请改正以下各处后重新上传。"),
    "not_a_workbook": word(
        "这不是 .xlsx 文件，或者设了打开密码。请用下载的模板填写，另存为“Excel 工作簿(.xlsx)”再上传。"
    ),
    "workbook_too_large": word("这个文件展开后太大，没有读取。请用下载的模板填写后再上传。"),
    "sheet_missing": word("缺少工作表“%(sheet)s”。请用下载的模板填写。"),
    "columns_missing": word("“%(sheet)s”表第1行缺少列：%(columns)s。表头请不要改动。"),
    "sheet_too_long": word("“%(sheet)s”表超过%(most)s行（下面还有内容）：请删去多余的行，或分场次导入。"),
    "cells_merged": word("“%(sheet)s”表有合并单元格（%(cells)s）：请取消合并，每一行都填上内容。"),
    "cells_merged_and_more": word("“%(sheet)s”表有合并单元格（%(cells)s等处）：请取消合并，每一行都填上内容。"),
    "cell_is_date": word("“%(column)s”被 Excel 当成了日期或时间。请把这一列设为“文本”格式，重新填写。"),
    "cell_is_error": word("“%(column)s”是公式的错误值%(error)s。请填写文字或数字。"),
    # the freeze
    "freeze_not_yet": word("还不能冻结，请先补齐以下内容。"),
    "freeze_changed": word("冻结期间会议内容有改动，没有冻结。请核对后再冻结一次。"),
    "scheme_unchosen": word("还没有选定方案。"),
    "parameter_unset": word("参数“%(title)s”还没有设定。"),
    "appraisees_missing": word("还没有录入被评议人。"),
    "seats_missing": word("还没有录入座位：没有座位就没有票卡。"),
    "address_missing": word("还没有确定手机访问的地址。"),
    "classes_missing": word("方案有专项、没有票类，不能投票：请选用写明票类的方案。"),
    "classes_strange": word("座位名单中的票类%(classes)s不在本方案中，请重新录入座位。"),
    "words_misspelt": word("这些编号或名称含有拼合字符，校验码会不一致，请重新输入：%(words)s。"),
    "date_missing": word("还没有填写会议日期。"),
    # how far each step is
    "still_missing": word("还缺%(what)s"),
    "not_chosen_yet": word("还没有选定"),
    "not_entered_yet": word("还没有录入"),
    "parameters_left": word("%(scheme)s：还有%(number)s个参数必须设定"),
    "people": word("%(number)s名"),
    "people_and_writing": word("%(number)s名，其中书面述职%(written)s名"),
    "people_first": word("先录入被评议人"),
    "cards_of_class": word("%(name)s票%(number)s"),
    "seats_by_class": word("%(number)s个：%(parts)s"),
    "records_left": word("还有%(number)s处没有录入，计票前补齐即可"),
    "records_whole": word("已齐全"),
    "cards_after_freeze": word("冻结方案后制作"),
    "cards_not_made": word("还没有制作"),
    "cards": word("%(number)s张"),
    "cards_and_void": word("%(number)s张，其中作废%(void)s张"),
    # what is worth knowing of secrecy before it
    "weighted_class_small": word(
        "“%(title)s”只有%(number)s张票卡，不足%(k)s人：该票类单独计权重，"
        "从得分可能推算出这几个人的总体评价。如不合适，请改用不加权的方案。"
    ),
    "all_too_few": word(
        "全部票卡只有%(number)s张，不足%(k)s人：测评不能保密，手机上会这样提示。如不合适，请增加评议人。"
    ),
    "class_merged": word("“%(title)s”只有%(number)s张票卡，不足%(k)s人：与“%(into)s”合并投票和统计，以免被猜出。"),
}
