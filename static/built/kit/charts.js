/* Built by static/build.mjs; do not edit.
   Source: static/src/kit/charts.js */

// static/src/kit/paths.js
function valueAt(state, path) {
  return path.split(".").reduce((at, key) => at === null || at === void 0 ? void 0 : at[key], state);
}

// static/src/kit/charts.js
var css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
var tone = (place) => css(`--mark-${Math.min(place, 6)}`);
var charts = /* @__PURE__ */ new Map();
function axis(name, data, rem) {
  const text = { color: css("--ink"), fontSize: rem, fontFamily: css("--sans") };
  const value = {
    type: "value",
    max: data.max,
    minInterval: 1,
    axisLabel: { ...text, color: css("--ink-3") },
    splitLine: { lineStyle: { color: css("--line") } }
  };
  const category = {
    type: "category",
    data: data.categories,
    inverse: name === "bar",
    axisTick: { show: false },
    axisLine: { lineStyle: { color: css("--line-2") } },
    axisLabel: { ...text, interval: 0, width: rem * 12, overflow: "break" }
  };
  return name === "bar" ? { xAxis: value, yAxis: category } : { xAxis: category, yAxis: value };
}
function series(name, data, rem) {
  return data.series.map((one, index) => ({
    name: one.name,
    type: name === "line" ? "line" : "bar",
    stack: data.stacked ? "all" : void 0,
    barMaxWidth: rem * 2.75,
    data: one.values.map((value) => value === null ? null : { value: Number(value), text: String(value) }),
    labelLayout: { hideOverlap: true },
    // a sliver of a bar has no room for its figure; the table behind it has all
    itemStyle: { color: tone(data.tones && data.tones[index] || (data.series.length === 1 ? 2 : index + 1)) },
    label: {
      show: true,
      fontSize: rem,
      fontWeight: 600,
      color: data.stacked ? "#fff" : css("--ink"),
      position: data.stacked ? "inside" : name === "bar" ? "right" : "top",
      formatter: ({ data: point }) => data.stacked && !point.value ? "" : point.text
    }
  }));
}
function option(name, data, rem) {
  return {
    animationDuration: 300,
    animationDurationUpdate: 500,
    textStyle: { fontFamily: css("--sans"), fontSize: rem },
    grid: {
      left: rem * 0.5,
      right: rem * 3,
      top: data.series.length > 1 ? rem * 3 : rem,
      bottom: rem * 0.5,
      containLabel: true
    },
    legend: data.series.length > 1 ? {
      top: 0,
      left: 0,
      itemWidth: rem,
      itemHeight: rem,
      itemGap: rem * 1.5,
      textStyle: { fontSize: rem, color: css("--ink") }
    } : void 0,
    ...axis(name, data, rem),
    series: series(name, data, rem)
  };
}
var cell = (tag, text) => Object.assign(document.createElement(tag), { textContent: text === null || text === void 0 ? "—" : String(text) });
function line(...cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}
function table(element, data) {
  const box = document.createElement("table");
  box.className = "visually-hidden";
  box.append(cell("caption", element.dataset.chartTitle + (data.unit ? `(${data.unit})` : "")));
  box.append(line(cell("td", ""), ...data.series.map((one) => cell("th", one.name))));
  data.categories.forEach(
    (name, index) => box.append(line(cell("th", name), ...data.series.map((one) => cell("td", one.values[index]))))
  );
  return box;
}
function canvas(element) {
  const box = document.createElement("div");
  box.className = "chart-canvas";
  box.setAttribute("aria-hidden", "true");
  element.append(box);
  return box;
}
function height(element, data, rem) {
  if (element.dataset.chartHeight) return Number(element.dataset.chartHeight) * rem;
  if (element.dataset.chart !== "bar") return rem * 20;
  const bars = data.categories.length * (data.stacked ? 1 : data.series.length);
  return rem * (3 + 2.5 * Math.max(bars, 3));
}
function draw(element, data) {
  const rem = parseFloat(getComputedStyle(element).fontSize);
  let chart = charts.get(element);
  if (!chart) {
    const box = canvas(element);
    box.style.height = `${Math.max(height(element, data, rem), element.clientHeight)}px`;
    chart = window.echarts.init(box, null, { renderer: "canvas" });
    charts.set(element, chart);
  }
  chart.setOption(option(element.dataset.chart, data, rem));
  const old = element.querySelector("table");
  if (old) old.remove();
  element.append(table(element, data));
}
function start(element) {
  const script = element.querySelector("script[type='application/json']");
  if (script) draw(element, JSON.parse(script.textContent));
  else if (element.dataset.chartData) draw(element, JSON.parse(element.dataset.chartData));
}
document.querySelectorAll("[data-chart]").forEach(start);
document.addEventListener("live:fragment", (event) => {
  Array.from(charts.keys()).filter((element) => !document.contains(element)).forEach((element) => {
    charts.get(element).dispose();
    charts.delete(element);
  });
  event.detail.querySelectorAll("[data-chart]").forEach(start);
});
document.addEventListener("live:state", (event) => {
  document.querySelectorAll("[data-chart-bind]").forEach((element) => {
    const data = valueAt(event.detail, element.dataset.chartBind);
    if (data) draw(element, data);
  });
});
window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
export {
  draw,
  option
};
