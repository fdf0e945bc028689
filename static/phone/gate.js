/* Before the app: can this browser vote at all? Written for the oldest browsers; not built, not bundled.
   Loads the app named in this script's data-app, or says where to vote instead. */
(function () {
  var me = document.currentScript;
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var words = english
    ? { title: "This browser cannot vote", old: "It is too old.", kept: "It keeps nothing (private mode, or site data blocked).",
        broken: "The page did not load whole; please reload it once.", kiosk: "Please vote on the tablet at the help desk." }
    : { title: "这个浏览器不能投票", old: "浏览器版本太旧。", kept: "浏览器不让本页保存内容(可能开着无痕模式)。",
        broken: "页面没有下载完整,请刷新一次。", kiosk: "请到工作台用平板投票。" };

  function refuse(why) {
    var app = document.getElementById("app");
    app.innerHTML = '<section class="screen stop" role="alert"><h1></h1><p class="lead"></p></section>';
    app.querySelector("h1").textContent = words.title;
    app.querySelector("p").textContent = why + (english ? " " : "") + words.kiosk;
  }

  function keeps() {
    try {
      localStorage.setItem("vote/probe", "1");
      var works = localStorage.getItem("vote/probe") === "1";
      localStorage.removeItem("vote/probe");
      return works;
    } catch (blocked) {
      return false;
    }
  }

  function modern() {
    return typeof BigInt === "function" && window.crypto && crypto.getRandomValues && window.fetch &&
      window.EventSource && window.AbortController && window.URLSearchParams && window.TextDecoder;
  }

  if (!modern()) return refuse(words.old);
  if (!keeps()) return refuse(words.kept);
  var app = document.createElement("script");
  app.src = me.getAttribute("data-app");
  app.onerror = function () { refuse(words.broken); };
  document.body.appendChild(app);
})();
