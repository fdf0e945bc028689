// What a voter reads of a refusal and of a ballot's end, by the code the server gives it.

import { _ } from "./words.js";

/** @type {Record<string, string>} */
const SENTENCES = {
  claimed_elsewhere: _("已在另一浏览器入场，请回到那里。如果那部手机丢了，请联系工作人员。"),
  unknown_card: _("没有这张票卡。请检查后再试，或联系工作人员。"),
  void_card: _("这张票卡已经作废。请联系工作人员。"),
  not_joining: _("现在不能入场：会议还没有开放入场，或者已经结束。请听主持人宣布后再按一次。"),
  cast_otherwise: _("此票已投出另一份答卷，本页所填未计入。"),
  round_closed: _("本轮在您提交之前已经关闭，您这一轮的票未计入。"),
  round_not_open: _("主持人撤回了这一轮的开启，一张票也没有收。再次开启时，请重新投票。"),
  never_sent: _("本轮已经关闭。您填了但没有提交，这一轮的票未计入。"),
  round_void: _("本轮已作废，所填内容不计。重新投票时本页会自动打开。"),
};

/**
 * What to say of a refusal by the server: our own sentence for its code, else the server's, else whom to call.
 * @param {{error?: string, message?: string}} refusal
 */
export function told({ error, message }) {
  return SENTENCES[error || ""] || message || _("请联系工作人员。");
}

/** What is read where the server's signature is not its own. */
export function badSignature() {
  return _("服务器给出的签名无效。请停止操作，联系工作人员。");
}

/**
 * Why a ballot was not counted, by the status of its outcome.
 * @param {string} status
 */
export function why(status) {
  return SENTENCES[status];
}
