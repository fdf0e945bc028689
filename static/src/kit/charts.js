/* Charts by Apache ECharts (static/vendor/echarts, loaded before this module) from data that stands in the page:

   <div data-chart="bar" data-chart-title="各专项票数" class="chart">
     <script type="application/json">
       {"categories": ["抓基层党建", …], "series": [{"name": "好", "values": [31, …]}, …], "stacked": true, "unit": "票"}
     </script>
   </div>

   data-chart            bar (lying), column (standing), line
   data-chart-title      read aloud, with the figures; the table behind it is built from the same data
   data-chart-bind       a path in the state of live.js: the data is taken from there at each `live:state`
   data-chart-height     in rem; left out: by the number of categories
   data                  categories; series of values (null: none); stacked; unit; max; tones: palette places, 1…6
   Values may be strings: what is printed is exactly that text. Only the drawing reads them as numbers. */

import { all, first } from "./page.js";
import { valueAt } from "./paths.js";

/** @typedef {string | number | null} Value */
/** @typedef {{name: string, values: Value[]}} Series */
/**
 * @typedef {{categories: string[], series: Series[], stacked?: boolean, unit?: string, max?: number, tones?: number[]}}
 *   Data
 */
/** @typedef {"bar" | "column" | "line"} Kind */
/** @typedef {{setOption(option: object): void, resize(): void, dispose(): void}} Chart what is used of ECharts */

/** @type {Map<HTMLElement, Chart>} */
const charts = new Map();

/**
 * A custom property of the palette.
 * @param {string} name
 */
function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * The figures' axis and the names' axis, in `rem` pixels.
 * @param {Kind} kind
 * @param {Data} data
 * @param {number} rem
 */
function axes(kind, { max, categories }, rem) {
  const text = { color: css("--ink"), fontSize: rem, fontFamily: css("--sans") };
  const value = {
    type: "value",
    max,
    minInterval: 1,
    axisLabel: { ...text, color: css("--ink-3") },
    splitLine: { lineStyle: { color: css("--line") } },
  };
  const category = {
    type: "category",
    data: categories,
    inverse: kind === "bar",
    axisTick: { show: false },
    axisLine: { lineStyle: { color: css("--line-2") } },
    axisLabel: { ...text, interval: 0, width: rem * 12, overflow: "break" },
  };
  return kind === "bar" ? { xAxis: value, yAxis: category } : { xAxis: category, yAxis: value };
}

/**
 * The colour of a series by its place in the palette.
 * @param {Data} data
 * @param {number} index
 */
function colour({ tones, series }, index) {
  const place = (tones && tones[index]) || (series.length === 1 ? 2 : index + 1);
  return css(`--mark-${Math.min(place, 6)}`);
}

/**
 * What is printed at a bar: exactly the text it came with; nothing in a part of a stack that is empty.
 * @param {Kind} kind
 * @param {Data} data
 * @param {number} rem
 */
function label(kind, { stacked }, rem) {
  /** @param {{data: {value: number, text: string}}} drawn */
  const formatter = ({ data: { value, text } }) => (stacked && !value ? "" : text);
  const position = stacked ? "inside" : kind === "bar" ? "right" : "top";
  return { show: true, fontSize: rem, fontWeight: 600, color: stacked ? "#fff" : css("--ink"), position, formatter };
}

/**
 * @param {Kind} kind
 * @param {Data} data
 * @param {number} rem
 */
function drawn(kind, data, rem) {
  return data.series.map(({ name, values }, index) => ({
    name,
    type: kind === "line" ? "line" : "bar",
    stack: data.stacked ? "all" : undefined,
    barMaxWidth: rem * 2.75,
    data: values.map((value) => (value === null ? null : { value: Number(value), text: String(value) })),
    labelLayout: { hideOverlap: true }, // a sliver of a bar has no room for its figure; the table behind it has all
    itemStyle: { color: colour(data, index) },
    label: label(kind, data, rem),
  }));
}

/**
 * The names of the series above the picture.
 * @param {number} rem
 */
function legend(rem) {
  const textStyle = { fontSize: rem, color: css("--ink") };
  return { top: 0, left: 0, itemWidth: rem, itemHeight: rem, itemGap: rem * 1.5, textStyle };
}

/**
 * What ECharts is told.
 * @param {Kind} kind
 * @param {Data} data
 * @param {number} rem
 */
function option(kind, data, rem) {
  const several = data.series.length > 1;
  return {
    animationDuration: 300,
    animationDurationUpdate: 500,
    textStyle: { fontFamily: css("--sans"), fontSize: rem },
    grid: { left: rem * 0.5, right: rem * 3, top: several ? rem * 3 : rem, bottom: rem * 0.5, containLabel: true },
    legend: several ? legend(rem) : undefined,
    ...axes(kind, data, rem),
    series: drawn(kind, data, rem),
  };
}

/**
 * @param {"caption" | "th" | "td"} tag
 * @param {Value | undefined} text
 */
function cell(tag, text) {
  const textContent = text === null || text === undefined ? "—" : String(text);
  return Object.assign(document.createElement(tag), { textContent });
}

/** @param {HTMLElement[]} cells */
function line(cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}

/**
 * The same figures as a table, for those who hear the page.
 * @param {HTMLElement} element
 * @param {Data} data
 */
function table(element, { categories, series, unit }) {
  const box = document.createElement("table");
  box.className = "visually-hidden";
  box.append(cell("caption", (element.dataset.chartTitle || "") + (unit ? `(${unit})` : "")));
  box.append(line([cell("td", ""), ...series.map(({ name }) => cell("th", name))]));
  const rows = categories.map((name, i) =>
    line([cell("th", name), ...series.map(({ values }) => cell("td", values[i]))]),
  );
  box.append(...rows);
  return box;
}

/**
 * The height of a picture in pixels: what the page says, else by the number of bars.
 * @param {HTMLElement} element
 * @param {Data} data
 * @param {number} rem
 */
function height(element, { categories, series, stacked }, rem) {
  if (element.dataset.chartHeight) return Number(element.dataset.chartHeight) * rem;
  if (element.dataset.chart !== "bar") return rem * 20;
  const bars = categories.length * (stacked ? 1 : series.length);
  return rem * (3 + 2.5 * Math.max(bars, 3));
}

/**
 * The element's chart, made at its first drawing.
 * @param {HTMLElement} element
 * @param {Data} data
 * @param {number} rem
 */
function chartOf(element, data, rem) {
  const present = charts.get(element);
  if (present) return present;
  const box = document.createElement("div");
  box.className = "chart-canvas";
  box.setAttribute("aria-hidden", "true");
  element.append(box);
  box.style.height = `${Math.max(height(element, data, rem), element.clientHeight)}px`;
  // Its tooltip is HTML with inline styles, which the content policy forbids; every figure is written out instead.
  /** @type {Chart} */
  const chart = /** @type {any} */ (window).echarts.init(box, null, { renderer: "canvas" });
  charts.set(element, chart);
  return chart;
}

/**
 * @param {HTMLElement} element
 * @param {Data} data
 */
function draw(element, data) {
  const rem = parseFloat(getComputedStyle(element).fontSize);
  chartOf(element, data, rem).setOption(option(/** @type {Kind} */ (element.dataset.chart), data, rem));
  const old = first("table", element);
  if (old) old.remove();
  element.append(table(element, data));
}

/** @param {HTMLElement} element */
function start(element) {
  const script = first("script[type='application/json']", element);
  if (script) draw(element, JSON.parse(script.textContent || ""));
}

/** Let go of charts whose elements have been exchanged. */
function tidy() {
  charts.forEach((chart, element) => {
    if (document.contains(element)) return;
    chart.dispose();
    charts.delete(element);
  });
}

all("[data-chart]").forEach(start);
document.addEventListener("live:fragment", (event) => {
  tidy();
  all("[data-chart]", /** @type {CustomEvent<HTMLElement>} */ (event).detail).forEach(start);
});
document.addEventListener("live:state", (event) => {
  all("[data-chart-bind]").forEach((element) => {
    const data = valueAt(/** @type {CustomEvent} */ (event).detail, element.dataset.chartBind || "");
    if (data) draw(element, data);
  });
});
window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
