"""What is refused from the count on: counting, releasing, confirming, papers, remarks."""

from __future__ import annotations

from voting.words import word

OUTCOME = {
    "not_counted": word("还没有计票。全部轮次结束后，由主持人或秘书点“计票”。"),
    "rounds_not_closed": word("这些轮次还没有结束：%(titles)s。全部结束后才能计票。"),
    "rounds_to_rerun": word("这些人的轮次已作废、还没有重投：%(names)s。请先安排重投。"),
    "count_changed": word("计票期间记录项或名单的文字有改动，没有计票。请再点一次“计票”。"),
    "count_faulty": word("计票没有进行：以下内容需要先补齐或改正。"),
    # release
    "release_by_two": word("公布结果须监票人和主持人分别登录同意。"),
    "not_released": word("结果还没有公布：须监票人和主持人分别登录，点“同意公布”。"),
    "too_few_ballots": word("收回的票不足%(k)s张，公布出来可能猜出谁投了什么。是否公布由主持人在主持页面决定。"),
    "small_by_chair": word("票数不足最少合并人数时，是否公布由主持人决定。"),
    # final grades
    "grades_by_secretary": word("确定等次由秘书登录后录入。"),
    "ruling_faulty": word("确定等次没有保存：请补齐标出的内容。"),
    "rest_faulty": word("其余人员的等次没有确定：请补齐标出的内容。"),
    "body_too_long": word("决定的组织请控制在%(most)s字以内。"),
    "document_too_long": word("依据文件请控制在%(most)s字以内。"),
    "grade_unchosen": word("请选择确定等次。"),
    "body_missing": word("请填写决定的组织，如“场党委会议”。"),
    "reason_missing": word("确定等次与建议等次不同，请写明理由。"),
    "document_missing": word("确定等次与建议等次不同，请写明依据的文件或会议纪要。"),
    "grades_missing": word("这些人还没有确定等次：%(names)s。"),
    "reconsider_without_reason": word("请写明退回复议的原因。"),
    "write_the_reason": word("请写明原因。"),
    # words and papers
    "opinion_faulty": word("评价意见没有保存：请改正标出的内容。"),
    "deadline_too_long": word("整改时限请控制在60字以内。"),
    "remarks_for_secretary": word("书面意见只供秘书归纳使用，请用秘书账号登录查看。"),
    "no_paper": word("没有这种文书。请回到“文书”页面重新选择。"),
    "paper_to_the_person": word("%(paper)s要发给本人，须在确认等次之后制作。请先到“结果”页面确认等次。"),
    "paper_after_confirming": word("%(paper)s须在确认等次之后制作。请先到“结果”页面确认等次。"),
}
