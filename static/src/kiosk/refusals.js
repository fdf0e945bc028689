// What is read of a refusal on the shared tablet and by the tellers, by the code the server gives it.

import { badSignature } from "../ballot/refusals.js";
import { _ } from "../ballot/words.js";

/** @import { BadSignature } from "../ballot/seat.js" */

/** @type {Record<string, string>} */
const SENTENCES = {
  unknown_card: _("没有这张票卡。请对照票卡检查票号；还是不行，请找工作人员。"),
  void_card: _("这张票卡已经作废。请找工作人员领补发的票卡。"),
  other_meeting: _("这张票卡不是本次会议的。请找工作人员。"),
  on_phone: _("这张票卡已在一部手机上入场，请用那部手机投票。手机坏了、丢了，请找监票人补发票卡。"),
  used: _("这张票卡本轮已经在平板上投过了，谢谢您！下一轮开启后请再来。"),
  for_paper: _("这张票卡留作投纸质票用，不能在这里投。请找监票人。"),
  not_for_paper: _("这张票卡没有留作纸质票，不能用来录纸质票。请先在“纸质票”页登记。"),
  not_open: _("现在没有开启的投票。请等主持人开启后再来。"),
  claimed_elsewhere: _("这张票卡本轮刚刚在别处用过，这里填的没有计入。请找监票人。"),
  round_not_open: _("主持人刚刚撤回了这一轮的开启。请不要清屏：再次开启后，在这里再提交一次"),
};
const USED = _("这张票卡本轮已经录过一张票，请换一张同票类的票卡。");
/** @type {Record<string, string>} */
const FOR_TELLERS = {
  used: USED,
  claimed_elsewhere: USED,
  on_phone: _("这张票卡已被手机入场，不能录纸质票。请换一张，并告诉监票人。"),
};

/**
 * What a voter at the tablet reads of a refusal: our own sentence for its code, else the server's.
 * @param {{error: string, message?: string} | BadSignature} refusal
 */
export function told(refusal) {
  if (!("error" in refusal)) return badSignature();
  return SENTENCES[refusal.error] || refusal.message || "";
}

/**
 * What the tellers read of it: theirs where a card is a means to enter a ballot and not somebody's own.
 * @param {{error: string, message?: string} | BadSignature} refusal
 */
export function toldToTellers(refusal) {
  return ("error" in refusal && FOR_TELLERS[refusal.error]) || told(refusal);
}
