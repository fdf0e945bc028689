/* Built by static/build.mjs; do not edit.
   Source: static/src/desk/preview.js */

// static/src/ballot/decimals.js
function places(text) {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}
function units(text, scale2) {
  const [whole, fraction = ""] = text.split(".");
  return Number(whole + fraction.padEnd(scale2, "0"));
}
function spell(value, scale2) {
  const digits = String(value).padStart(scale2 + 1, "0");
  const whole = digits.slice(0, digits.length - scale2);
  const fraction = digits.slice(digits.length - scale2).replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : whole;
}
function ladder(max, step) {
  const scale2 = Math.max(places(max), places(step));
  const [top, rung] = [units(max, scale2), units(step, scale2)];
  const marks = [];
  for (let value = top - top % rung; value >= 0; value -= rung) marks.push(spell(value, scale2));
  return marks;
}
function sum(texts) {
  const scale2 = Math.max(0, ...texts.map(places));
  return spell(
    texts.reduce((total, text) => total + units(text, scale2), 0),
    scale2
  );
}
function difference(a, b) {
  const scale2 = Math.max(places(a), places(b));
  return spell(units(a, scale2) - units(b, scale2), scale2);
}

// static/src/ballot/ballot.js
var ABSTENTION = "弃权";
var TITLE_LENGTH = 12;
var REMARK_LENGTH = 300;
function isRubric(sheet) {
  return sheet.items.length > 0;
}
function suggested(sheet) {
  const marks = {};
  for (const item of sheet.items) marks[item.id] = ladder(item.max, item.step)[0];
  return marks;
}
function blankEntry(sheets) {
  const entry = { recused: false, marks: {}, agreed: {}, reasons: {}, remark: "" };
  for (const sheet of sheets) {
    entry.marks[sheet.id] = isRubric(sheet) ? suggested(sheet) : {};
    entry.reasons[sheet.id] = {};
  }
  return entry;
}
function isDone(entry, sheet) {
  if (entry.recused) return true;
  return isRubric(sheet) ? entry.agreed[sheet.id] === true : entry.marks[sheet.id][""] !== void 0;
}
function abstainFromRubric(entry, sheet, abstain) {
  entry.before = entry.before || {};
  const marks = abstain ? {} : entry.before[sheet.id] || suggested(sheet);
  if (abstain) entry.before[sheet.id] = { ...entry.marks[sheet.id] };
  for (const item of sheet.items) entry.marks[sheet.id][item.id] = abstain ? ABSTENTION : marks[item.id];
  entry.agreed[sheet.id] = abstain;
}
function abstainsFromRubric(entry, sheet) {
  return sheet.items.every((item) => entry.marks[sheet.id][item.id] === ABSTENTION);
}
function rubricTotal(entry, sheet) {
  const marked = sheet.items.filter((item) => entry.marks[sheet.id][item.id] !== ABSTENTION);
  return {
    total: sum(marked.map((item) => entry.marks[sheet.id][item.id])),
    max: sum(marked.map((item) => item.max))
  };
}
function shortened(title2) {
  const characters = Array.from(title2);
  return characters.length > TITLE_LENGTH ? `${characters.slice(0, TITLE_LENGTH).join("")}…` : title2;
}
function reasonsOf(entry, sheet) {
  const lines = [];
  for (const item of sheet.items) {
    const [mark, reason] = [entry.marks[sheet.id][item.id], (entry.reasons[sheet.id][item.id] || "").trim()];
    const full = ladder(item.max, item.step)[0];
    if (!reason || mark === ABSTENTION || mark === full) continue;
    lines.push(`${shortened(item.title)} 扣${difference(full, mark)}分：${reason}`);
  }
  return lines;
}
function remarkText(entry, sheets) {
  if (entry.recused) return "";
  const lines = [].concat(...sheets.map((sheet) => reasonsOf(entry, sheet)));
  return [...lines, entry.remark.trim()].filter(Boolean).join("\n").normalize("NFC");
}
function remarkLength(entry, form2) {
  const length = form2.remarks ? Array.from(remarkText(entry, form2.scheme.sheets)).length : 0;
  const most = form2.remark_length || REMARK_LENGTH;
  return { length, most, tooLong: length > most };
}

// static/src/ballot/dom.js
var PROPERTIES = ["checked", "value", "disabled", "hidden"];
function put(element, name, value) {
  if (value === null || value === void 0 || value === false) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else if (PROPERTIES.includes(name)) element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes || {})) put(element, name, attributes[name]);
  fill(element, ...children);
  return element;
}
function fill(element, ...children) {
  element.textContent = "";
  for (const child of [].concat(...children)) {
    if (child === null || child === void 0 || child === false) continue;
    element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}
function button(label, look, onClick, attributes = {}) {
  return h("button", { type: "button", class: `button ${look}`, click: onClick, ...attributes }, label);
}
function inParts(name) {
  const parts = name.match(/[^·•・]+[·•・]*|[·•・]+/g) || [];
  return parts.length > 1 ? parts.map((part) => h("span", { class: "part" }, part)) : [name];
}
function title(text, attributes = {}) {
  return h("h1", { tabindex: "-1", ...attributes }, text);
}

// static/src/ballot/strings.en.js
var strings_en_default = {
  promise: "Who cast a vote, and what it said, cannot be found in the system; whether yours was counted, you can check.",
  smallClass: "Few people vote in your class: secrecy cannot be kept.",
  brand: "Review vote",
  otherLanguage: "中文",
  opening: "Opening…",
  offline: "Connection lost, reconnecting… what you have filled in is safe",
  useKiosk: "Please vote on the tablet at the help desk.",
  callStaff: "Please call the staff.",
  class: "Class",
  classOf: "Ballot {class}",
  day: "{year}-{month}-{date}",
  enter: "Join the meeting",
  entering: "Joining…",
  keepBrowser: "Stay with this browser, and do not use private mode. If you close it, scan your card again in the same browser and you are back here.",
  fingerprint: "Meeting fingerprint",
  fingerprintHint: "The meeting fingerprint must be the one on the big screen; if not, stop and call the staff.",
  compareTitle: "Compare the fingerprint",
  compareLead: "You typed your code, so please look at the big screen: go on only if both are the same.",
  same: "Same, go on",
  different: "Different",
  codeTitle: "Type your code",
  codeLead: "Please scan the QR code on your card. If that fails, type the code printed under it.",
  codeLabel: "Code",
  codeHint: "Upper or lower case, with or without dashes; the letter O counts as 0, I and L as 1.",
  codeGo: "Next",
  code_length: "The code is not complete: it is the class letter and 17 characters. Please compare it with your card.",
  code_characters: "The code has a character that no card has. Please check it against your card.",
  code_check: "One character of the code is wrong. Please check it against your card.",
  code_class: "The class letter at the start is wrong. Please check it against your card.",
  fragmentTitle: "The QR code was not read whole",
  fragmentLead: "Please scan your card again, or type the code below.",
  stopTitle: "Please stop",
  fingerprint_differs: "The meeting's fingerprint is not the one on your card. Please stop and call the staff.",
  unknown_meeting: "This server does not hold the meeting your card is for. Please call the staff.",
  bad_server_signature: "The server's signature is not valid. Please stop and call the staff.",
  storageTitle: "This browser cannot vote",
  storage_refused: "This browser does not let the page keep anything (private mode, or no room left), so a lost connection would lose your vote. Please vote on the tablet at the help desk.",
  otherTabTitle: "Open in another tab",
  otherTabLead: "Voting goes on in another tab of this browser. Please go back there, or continue here.",
  continueHere: "Continue here",
  claimed_elsewhere: "This card has joined in another browser; please go back there. If that phone is lost, call the staff.",
  unknown_card: "There is no such card. Please check and try again, or call the staff.",
  void_card: "This card is void. Please call the staff.",
  not_joining: "Joining is not open: not yet, or no more. Please try again when the chair says so.",
  spent: "This card has joined on this phone already. No need to scan again; just go on.",
  spentAll: "All your votes are cast and counted. No need to scan again. Thank you!",
  waitTitle: "Please wait",
  waitLead: "When the chair opens the next round, this page opens by itself.",
  nextUp: "Next",
  agenda: "Agenda",
  roundNumber: "Round {n}",
  people: "{n} people",
  state_waiting: "Not yet",
  state_open: "Open",
  state_closed: "Closed",
  state_void: "Void",
  mine_recorded: "Counted",
  mine_included: "found",
  mine_cast_otherwise: "Not counted",
  mine_round_closed: "Not counted",
  mine_none: "Not cast",
  mine_late: "Before you joined",
  mine_not_mine: "Not for your class",
  allDone: "All your votes are cast",
  allDoneLead: "Thank you! You may close this page.",
  meetingOver: "Voting is over",
  inWriting: "written report",
  recuse: "Recuse",
  recuseLead: "I must recuse myself from this person and give no marks",
  recused: "Recused",
  abstain: "Abstain",
  remark: "Remark",
  remarkIs: "Remark: ",
  remarkOpen: "Write a remark (optional)",
  remarkCount: "{n} of {most} characters, reasons included",
  remarkTooLong: "{n} characters, reasons included; {most} are the most",
  remarkMend: "The remark is too long; please shorten it.",
  remarkHint: "It is not signed; but your wording, or what you tell, may show who wrote it.",
  reasonOf: "Reason for the deduction at {item}",
  reasonHint: "Reason for the deduction (optional)",
  fullMarks: "out of {max}",
  less: "Fewer points for {item}",
  more: "More points for {item}",
  total: "Total",
  outOf: "{total} / {max} points",
  agree: "Confirm this sheet: {total}",
  agreed: "✓ Confirmed: {total}",
  abstainSheet: "Abstain here",
  abstained: "Abstained",
  byPerson: "One by one",
  byTable: "One table",
  position: "{n} of {all}",
  previous: "Back",
  next: "Next",
  nextSheet: "Next: {sheet}",
  toLookOverShort: "look it over",
  toLookOver: "Done, look it over",
  left: "{n} still to fill in",
  leftHere: "Please fill in what is marked red.",
  filled: "All filled in",
  tableHint: "To recuse yourself, tap the name.",
  tableHintRemarks: "To recuse yourself or write a remark, tap the name.",
  openPerson: "Open the sheets for {name}",
  name: "Name",
  rubricRow: "{total} points",
  notYet: "to do",
  lookOverTitle: "Please look it over",
  lookOverLead: "Nothing is sent yet. Once sent it cannot be changed.",
  change: "Change",
  changeOf: "Change the marks for {name}",
  submit: "Cast the ballot",
  back: "Back",
  deducted: "{n} deductions",
  sendingTitle: "Sending…",
  sendingLead: "Please wait. If this page is closed, opening it again goes on sending: nothing twice, nothing lost.",
  sendingOffline: "No connection; trying again and again. What you filled in is safe and will be sent.",
  retryNow: "Try now",
  refusedTitle: "Not counted",
  refusedLead: "The server did not accept this ballot.",
  recordedTitle: "Counted",
  recordedLead: "What you filled in is deleted from this phone.",
  recordedNext: "Keep your phone at hand: the next round opens here by itself.",
  recordedLast: "When the round ends, this page checks by itself that your ballot is in the count.",
  ok: "OK",
  lostTitle: "Not counted",
  cast_otherwise: "Another ballot was cast with this card; what was filled in here is not counted.",
  round_closed: "The round closed before your ballot arrived; your ballot of this round is not counted.",
  round_not_open: "The chair took the opening of this round back; no ballot was taken. Please vote when it opens again.",
  withdrawn: "The chair took the opening of the round “{round}” back; no ballot was taken. When it opens again, this page opens by itself.",
  withdrawnKept: "The chair took the opening of the round “{round}” back; no ballot was taken. What you filled in stays on this phone: please look it over and cast it when the round opens again.",
  never_sent: "The round is closed. You filled in a ballot and did not send it; it is not counted.",
  round_void: "This round is void and nothing of it counts. The new vote opens here by itself.",
  lostHelp: "With any question, please ask a scrutineer.",
  checkTitle: "Check of the count",
  included: "Your ballot is in the count",
  includedLead: "This phone has found all of your ballot in the published lists. The code below must be the one on the big screen:",
  root: "Code of this round",
  not_included: "Your ballot was not found in the count",
  not_includedLead: "Keep this page open and call a scrutineer at once.",
  lists_wrong: "The published lists do not fit their code",
  lists_wrongLead: "Keep this page open and call a scrutineer at once."
};

// static/src/ballot/strings.zh.js
var strings_zh_default = {
  promise: "谁投的、投了什么，系统里查不出来；您的票计没计进去，您自己查得到。",
  smallClass: "本票类人数少，不能保密。",
  brand: "民主测评",
  otherLanguage: "English",
  opening: "正在打开…",
  offline: "网络断开，正在重连…您已填的内容都在",
  useKiosk: "请到工作台用平板投票。",
  callStaff: "请联系工作人员。",
  class: "票类",
  classOf: "{class} 票",
  day: "{year}年{month}月{date}日",
  enter: "进入会场",
  entering: "正在入场…",
  keepBrowser: "请一直用这个浏览器，不要用无痕模式。关掉也不要紧：在原来的浏览器里再扫一次票卡，就回到这里。",
  fingerprint: "会议指纹",
  fingerprintHint: "会议指纹应与大屏幕上的一致；不一致请停止操作，联系工作人员。",
  compareTitle: "请核对会议指纹",
  compareLead: "您是手工输入票号的，请抬头看大屏幕，两边一致才能继续。",
  same: "一致，继续",
  different: "不一致",
  codeTitle: "输入票号",
  codeLead: "请用微信扫票卡上的二维码。扫不了时，在这里输入二维码下面的票号。",
  codeLabel: "票号",
  codeHint: "大小写都可以，横线可以不输；字母 O 当作数字 0，字母 I、L 当作数字 1。",
  codeGo: "下一步",
  code_length: "票号没有输完整：应是票类字母加 17 位。请对照票卡补齐。",
  code_characters: "票号里有票卡上不会出现的字。请对照票卡逐位检查。",
  code_check: "票号有一位不对。请对照票卡逐位检查。",
  code_class: "票号开头的票类字母不对。请对照票卡检查第一位。",
  fragmentTitle: "没有读全二维码",
  fragmentLead: "请重新扫一次票卡；再不行，在下面输入票号。",
  stopTitle: "请停止操作",
  fingerprint_differs: "会议指纹与票卡上的不一致。请停止操作，联系工作人员。",
  unknown_meeting: "这台服务器上没有票卡所属的会议。请联系工作人员。",
  bad_server_signature: "服务器给出的签名无效。请停止操作，联系工作人员。",
  storageTitle: "这个浏览器不能投票",
  storage_refused: "浏览器不让本页保存内容（可能开着无痕模式，或存储已满），中途断网会丢票。请到工作台用平板投票。",
  otherTabTitle: "本页已在别处打开",
  otherTabLead: "这个浏览器的另一个标签页里正在投票。请回到那一页；要在这里继续，请按下面的按钮。",
  continueHere: "在这里继续",
  claimed_elsewhere: "已在另一浏览器入场，请回到那里。如果那部手机丢了，请联系工作人员。",
  unknown_card: "没有这张票卡。请检查后再试，或联系工作人员。",
  void_card: "这张票卡已经作废。请联系工作人员。",
  not_joining: "现在不能入场：会议还没有开放入场，或者已经结束。请听主持人宣布后再按一次。",
  spent: "这张票卡已在本机入场，不用再扫，直接往下进行就可以。",
  spentAll: "您的票都已投出并计入，不用再扫。谢谢您！",
  waitTitle: "请稍候",
  waitLead: "主持人开启后，本页会自动打开，不用刷新。",
  nextUp: "下一项",
  agenda: "全部议程",
  roundNumber: "第 {n} 轮",
  people: "{n} 位",
  state_waiting: "未开始",
  state_open: "进行中",
  state_closed: "已结束",
  state_void: "作废",
  mine_recorded: "已计入",
  mine_included: "已查到",
  mine_cast_otherwise: "未计入",
  mine_round_closed: "未计入",
  mine_none: "未投",
  mine_late: "入场前已结束",
  mine_not_mine: "您的票类不参加本轮",
  allDone: "您的票都投完了",
  allDoneLead: "谢谢您！可以关掉本页。",
  meetingOver: "投票已全部结束",
  inWriting: "书面述职",
  recuse: "回避",
  recuseLead: "我与此人有应当回避的关系，对此人不作评价",
  recused: "已回避",
  abstain: "弃权",
  remark: "意见建议",
  remarkIs: "意见建议：",
  remarkOpen: "写意见建议（可不写）",
  remarkCount: "连同扣分原因共 {n} 字，最多 {most} 字",
  remarkTooLong: "连同扣分原因共 {n} 字，超过 {most} 字，请删减",
  remarkMend: "意见建议超过字数，请删减后再提交。",
  remarkHint: "内容不署名；但笔调、所说的事可能让人认出是谁写的，请留意。",
  reasonOf: "{item} 扣分原因",
  reasonHint: "扣分原因（可不写）",
  fullMarks: "满分 {max}",
  less: "{item} 减分",
  more: "{item} 加分",
  total: "合计",
  outOf: "{total} / {max} 分",
  agree: "确认本表 {total} 分",
  agreed: "✓ 已确认本表 {total} 分",
  abstainSheet: "本表弃权",
  abstained: "已弃权",
  byPerson: "逐人填写",
  byTable: "一表测评",
  position: "第 {n} / {all} 位",
  previous: "上一位",
  next: "下一位",
  nextSheet: "下一张：{sheet}",
  toLookOverShort: "去核对",
  toLookOver: "填好了，去核对",
  left: "还有 {n} 处未填",
  leftHere: "请先填标红的地方。",
  filled: "全部填好了",
  tableHint: "要回避的，请点姓名。",
  tableHintRemarks: "要回避、要写意见建议的，请点姓名。",
  openPerson: "打开 {name} 的测评表",
  name: "姓名",
  rubricRow: "{total} 分",
  notYet: "未填",
  lookOverTitle: "请核对",
  lookOverLead: "还没有提交。提交后不能修改。",
  change: "修改",
  changeOf: "修改 {name} 的测评",
  submit: "确认提交",
  back: "返回修改",
  deducted: "扣 {n} 项",
  sendingTitle: "正在提交…",
  sendingLead: "请稍等，不要重复操作。万一关掉了本页，再打开会接着提交，不会重复，也不会丢。",
  sendingOffline: "网络不通，正在反复重试。您已填的内容都在，连上后自动提交。",
  retryNow: "立即重试",
  refusedTitle: "未计入",
  refusedLead: "服务器没有收下这份答卷。",
  recordedTitle: "已计入",
  recordedLead: "您填的内容已从本机删除。",
  recordedNext: "请把手机放在手边，下一轮开始时本页会自动打开。",
  recordedLast: "本轮结束后，本页会自动核对您的票在不在计票结果中。",
  ok: "知道了",
  lostTitle: "未计入",
  cast_otherwise: "此票已投出另一份答卷，本页所填未计入。",
  round_closed: "本轮在您提交之前已经关闭，您这一轮的票未计入。",
  round_not_open: "主持人撤回了这一轮的开启，一张票也没有收。再次开启时，请重新投票。",
  withdrawn: "主持人撤回了“{round}”一轮的开启，没有收票。再次开启时，本页会自动打开。",
  withdrawnKept: "主持人撤回了“{round}”一轮的开启，没有收票。您已填的内容留在本机，再次开启时请核对后提交。",
  never_sent: "本轮已经关闭。您填了但没有提交，这一轮的票未计入。",
  round_void: "本轮已作废，所填内容不计。重新投票时本页会自动打开。",
  lostHelp: "如有疑问，请联系监票人。",
  checkTitle: "计票核对",
  included: "您的票已在计票结果中",
  includedLead: "本机已在公布的清单里查到您的全部答卷。下面的校验码应与大屏幕上的一致：",
  root: "本轮校验码",
  not_included: "在计票结果中没有找到您的票",
  not_includedLead: "请不要关闭本页，马上联系监票人。",
  lists_wrong: "公布的清单与校验码对不上",
  lists_wrongLead: "请不要关闭本页，马上联系监票人。"
};

// static/src/ballot/strings.js
var CHOICE = "vote/language";
function chosen() {
  try {
    return localStorage.getItem(CHOICE) || document.documentElement.lang;
  } catch (blocked) {
    return document.documentElement.lang;
  }
}
var language = chosen().slice(0, 2) === "en" ? "en" : "zh-CN";
var words = language === "en" ? strings_en_default : strings_zh_default;
document.documentElement.lang = language;
function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// static/src/ballot/screens/rubric.js
var REASON_LENGTH = 40;
var FEW_RUNGS = 21;
function picker(rungs, label, set) {
  const options = rungs.map((mark) => h("option", { value: mark }, mark));
  const abstention = h("option", { value: ABSTENTION, disabled: true, hidden: true }, t("abstain"));
  return h(
    "select",
    { class: "value", "aria-label": label, change: (event) => set(event.target.value) },
    options,
    abstention
  );
}
function itemRow({ entry, sheet, item, remarks, onChange }) {
  const rungs = ladder(item.max, item.step);
  const marks = entry.marks[sheet.id];
  const isLong = rungs.length > FEW_RUNGS;
  const label = `${item.title} ${t("fullMarks", { max: item.max })}`;
  const value = isLong ? picker(rungs, label, (mark) => set(mark)) : h("output", { class: "value" });
  const less = button("−", "step", () => move(1), { "aria-label": t("less", { item: item.title }) });
  const more = button("+", "step", () => move(-1), { "aria-label": t("more", { item: item.title }) });
  let before = rungs[0];
  const abstain = h("input", { type: "checkbox", change: (event) => set(event.target.checked ? ABSTENTION : before) });
  const reason = h("input", {
    type: "text",
    class: "reason",
    maxlength: REASON_LENGTH,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: t("reasonHint"),
    "aria-label": t("reasonOf", { item: item.title }),
    value: entry.reasons[sheet.id][item.id] || "",
    input: (event) => {
      entry.reasons[sheet.id][item.id] = event.target.value;
      onChange();
    }
  });
  const set = (mark) => {
    marks[item.id] = mark;
    show2();
    onChange();
  };
  const move = (by) => set(rungs[rungs.indexOf(marks[item.id]) + by]);
  function show2() {
    const [mark, at] = [marks[item.id], rungs.indexOf(marks[item.id])];
    if (at >= 0) before = mark;
    value.value = mark === ABSTENTION && !isLong ? t("abstain") : mark;
    less.disabled = at < 0 || at === rungs.length - 1;
    more.disabled = at <= 0;
    abstain.checked = mark === ABSTENTION;
    reason.hidden = !remarks || at <= 0;
    row.classList.toggle("deducted", at > 0);
  }
  const row = h(
    "li",
    { class: "item" },
    h("p", { class: "item-title" }, `${item.title} `, h("small", {}, t("fullMarks", { max: item.max }))),
    h(
      "div",
      { class: isLong ? "steps long" : "steps" },
      less,
      value,
      more,
      h("label", { class: "item-abstain" }, abstain, h("span", {}, t("abstain")))
    ),
    reason
  );
  row.show = show2;
  show2();
  return row;
}
function sections(items) {
  const found = [];
  for (const item of items) {
    if (!found.length || found[found.length - 1].name !== item.section) found.push({ name: item.section, items: [] });
    found[found.length - 1].items.push(item);
  }
  return found;
}
function rubric({ entry, sheet, remarks, onChange }) {
  const rows = [];
  const total = h("p", { class: "total", "aria-live": "off" });
  const agree = button("", "primary", () => {
    entry.agreed[sheet.id] = true;
    changed();
  });
  const abstain = h("input", {
    type: "checkbox",
    change: (event) => {
      abstainFromRubric(entry, sheet, event.target.checked);
      rows.forEach((row) => row.show());
      changed();
    }
  });
  function changed() {
    show2();
    onChange();
  }
  function show2() {
    const sums = rubricTotal(entry, sheet);
    const none = abstainsFromRubric(entry, sheet);
    fill(total, t("total"), h("strong", {}, none ? t("abstain") : t("outOf", sums)));
    agree.textContent = none ? t("abstained") : t(entry.agreed[sheet.id] ? "agreed" : "agree", sums);
    agree.classList.toggle("agreed", entry.agreed[sheet.id] === true);
    abstain.checked = none;
  }
  const lists = sections(sheet.items).map(
    ({ name, items }) => h(
      "div",
      { class: "section" },
      name ? h("h2", { class: "section-name" }, name) : null,
      h(
        "ul",
        { class: "items" },
        items.map((item) => {
          rows.push(itemRow({ entry, sheet, item, remarks, onChange: changed }));
          return rows[rows.length - 1];
        })
      )
    )
  );
  show2();
  return h(
    "div",
    { class: "rubric" },
    total,
    lists,
    agree,
    h("label", { class: "sheet-abstain" }, abstain, h("span", {}, t("abstainSheet")))
  );
}

// static/src/ballot/screens/person.js
function scale({ appraisee, entry, sheet, marks, onChange }) {
  const choice = (mark, look) => h(
    "label",
    { class: `mark ${look}` },
    h("input", {
      type: "radio",
      name: `${appraisee.id}/${sheet.id}`,
      value: mark,
      checked: entry.marks[sheet.id][""] === mark,
      change: () => {
        entry.marks[sheet.id][""] = mark;
        onChange();
      }
    }),
    h("span", {}, mark === ABSTENTION ? t("abstain") : mark)
  );
  return h(
    "div",
    { class: `marks cols-${Math.min(marks.length + 1, 6)}` },
    marks.map((mark) => choice(mark, "")),
    choice(ABSTENTION, "abstain")
  );
}
function sheetBox(parts) {
  const inner = isRubric(parts.sheet) ? rubric(parts) : scale(parts);
  return h("fieldset", { class: "sheet", "data-sheet": parts.sheet.id }, h("legend", {}, parts.sheet.title), inner);
}
function recusal(entry, onChange) {
  return h(
    "label",
    { class: "recuse" },
    h("input", {
      type: "checkbox",
      checked: entry.recused,
      change: (event) => {
        entry.recused = event.target.checked;
        onChange();
      }
    }),
    h("span", {}, h("strong", {}, t("recuse")), h("small", {}, t("recuseLead")))
  );
}
function remark(appraisee, entry, form2, onChange) {
  const hint = `remark-hint-${appraisee.id}`;
  const count = h("p", { class: "count" });
  const text = h("textarea", {
    rows: "4",
    value: entry.remark,
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": `${t("remark")} ${appraisee.name}`,
    "aria-describedby": hint,
    input: (event) => {
      entry.remark = event.target.value;
      onChange();
    }
  });
  const box = h(
    "details",
    { class: "remark", open: entry.remark !== "" },
    h("summary", {}, t("remarkOpen")),
    text,
    count,
    h("p", { class: "hint", id: hint }, t("remarkHint"))
  );
  box.show = () => {
    const { length, most, tooLong } = remarkLength(entry, form2);
    count.textContent = length ? t(tooLong ? "remarkTooLong" : "remarkCount", { n: length, most }) : "";
    box.classList.toggle("missing", tooLong);
    if (tooLong) box.open = true;
  };
  return box;
}
function head(appraisee) {
  const about = [appraisee.unit, appraisee.post].filter(Boolean).join(" · ");
  return h(
    "header",
    { class: "who" },
    title(inParts(appraisee.name)),
    about ? h("p", { class: "sub" }, about) : null,
    appraisee.in_writing ? h("p", { class: "tag" }, t("inWriting")) : null
  );
}
function person({ appraisee, entry, form: form2, onChange }) {
  const changed = () => {
    show2(false);
    onChange();
  };
  const boxes = form2.scheme.sheets.map(
    (sheet) => sheetBox({ appraisee, entry, sheet, marks: form2.scheme.marks, remarks: form2.remarks, onChange: changed })
  );
  const written = form2.remarks ? remark(appraisee, entry, form2, changed) : null;
  const panel = h("div", { class: "person" }, head(appraisee), boxes, recusal(entry, changed), written);
  function show2(missingToo) {
    boxes.forEach((box, i) => {
      const done = isDone(entry, form2.scheme.sheets[i]);
      box.disabled = entry.recused;
      box.classList.toggle("done", done);
      box.classList.toggle("missing", !done && (missingToo || box.classList.contains("missing")));
    });
    if (!written) return;
    written.hidden = entry.recused;
    written.show();
  }
  show2(false);
  panel.show = show2;
  return panel;
}

// static/src/desk/preview.js
var { form, people } = JSON.parse(document.getElementById("ballot").textContent);
var app = document.getElementById("app");
var draft = Object.fromEntries(people.map(({ id }) => [id, blankEntry(form.scheme.sheets)]));
function show(at) {
  const appraisee = people[at];
  const way = (key, to) => button(t(key), "plain", () => show(to), { disabled: to < 0 || to >= people.length });
  fill(
    app,
    h(
      "section",
      { class: "screen marking" },
      people.length > 1 ? h("p", { class: "position" }, t("position", { n: at + 1, all: people.length })) : null,
      h("div", { class: "body" }, person({ appraisee, entry: draft[appraisee.id], form, onChange: () => {
      } })),
      people.length > 1 ? h("div", { class: "foot" }, way("previous", at - 1), way("next", at + 1)) : null
    )
  );
  scrollTo(0, 0);
}
show(0);
