// Before the tablet's app: can this browser vote at all? For the oldest browsers. Nothing is stored on the tablet, so
// blocked storage does not matter here.

import { isModern, load, refuse } from "../ballot/gate.js";
import { _ } from "../ballot/words.js";

function stumbled() {
  refuse(_("页面打不开"), _("请刷新一次。还是不行的，请工作人员换一台平板或笔记本电脑。"));
}

function lost() {
  refuse(_("页面没有下载完整"), _("请刷新一次。"));
}

if (isModern()) load(stumbled, lost);
else refuse(_("这台平板不能用"), _("浏览器版本太旧。请工作人员换一台平板或笔记本电脑。"));
