/* Before the app: can this browser vote at all? Written for the oldest browsers; not built, not bundled.
   Loads the app named in this script's data-app, or says where to vote instead. */
(function () {
  var me = document.currentScript;
  var english = document.documentElement.lang.slice(0, 2) === "en";
  var words = english
    ? {
        title: "This browser cannot vote",
        kiosk: "Or please vote on the tablet at the help desk.",
        old: "It is too old. Scan your card with another browser or phone.",
        kept: "It keeps nothing (private mode, or site data blocked). Leave private mode and scan your card again.",
        broken: "It is too old, or the page did not load whole. Scan your card once more.",
      }
    : {
        title: "这个浏览器不能投票",
        kiosk: "不方便的，请到工作台用平板投票。",
        old: "浏览器版本太旧。请换一个浏览器或一部手机，再扫一次票卡。",
        kept: "浏览器不让本页保存内容（可能开着无痕模式）。请关掉无痕模式，再扫一次票卡。",
        broken: "浏览器版本太旧，或者页面没有下载完整。请再扫一次票卡。",
      };

  var app = document.getElementById("app");
  var opening = app.firstChild; // stands until the app has drawn its first screen

  function refuse(why) {
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
    return (
      typeof BigInt === "function" &&
      window.crypto &&
      crypto.getRandomValues &&
      window.fetch &&
      window.EventSource &&
      window.AbortController &&
      window.URLSearchParams &&
      window.TextDecoder
    );
  }

  if (!modern()) return refuse(words.old);
  if (!keeps()) return refuse(words.kept);
  window.addEventListener("error", function () {
    if (app.firstChild === opening) refuse(words.broken); // a browser that stumbles over the app's very first words
  });
  var script = document.createElement("script");
  script.src = me.getAttribute("data-app");
  script.onerror = function () {
    refuse(words.broken);
  };
  document.body.appendChild(script);
})();
