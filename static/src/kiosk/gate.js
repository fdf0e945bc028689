/* Before the tablet's app: can this browser vote at all? Written for the oldest browsers; not built, not bundled.
   Nothing is stored on the tablet, so blocked storage does not matter here. */
(function () {
  var me = document.currentScript;
  var app = document.getElementById("app");
  var english = document.documentElement.lang.slice(0, 2) === "en";

  function refuse(heading, text) {
    app.innerHTML = '<section class="screen stop" role="alert"><h1></h1><p class="lead"></p></section>';
    app.querySelector("h1").textContent = heading;
    app.querySelector("p").textContent = text;
  }

  var modern =
    typeof BigInt === "function" &&
    window.crypto &&
    crypto.getRandomValues &&
    window.fetch &&
    window.EventSource &&
    window.AbortController &&
    window.URLSearchParams &&
    window.TextDecoder;
  if (!modern) {
    return english
      ? refuse("This tablet cannot be used", "Its browser is too old. Staff: use another tablet, or a laptop.")
      : refuse("这台平板不能用", "浏览器版本太旧。请工作人员换一台平板或笔记本电脑。");
  }
  var opening = app.firstChild; // stands until the app has drawn its first screen
  window.addEventListener("error", function () {
    if (app.firstChild === opening) {
      if (english)
        refuse("The page does not start", "Please reload it. Staff: if that does not help, use another tablet.");
      else refuse("页面打不开", "请刷新一次。还是不行的，请工作人员换一台平板或笔记本电脑。");
    }
  });
  var script = document.createElement("script");
  script.src = me.getAttribute("data-app");
  script.onerror = function () {
    refuse(
      english ? "The page did not load whole" : "页面没有下载完整",
      english ? "Please reload it." : "请刷新一次。",
    );
  };
  document.body.appendChild(script);
})();
