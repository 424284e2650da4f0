// The timeline of the claim in hand: a mark for each later article, and the same as a table. Shapes say the relation.

const SVG = "http://www.w3.org/2000/svg";
const DAY = 86_400_000;
const LANE = 15; // pixels between two marks of the same days
const NEAR = 2.2; // per cent of the width within which two marks are of the same days

/** The outline of each relation, around 0 0: hollow while it is proposed, filled when it is decided. */
const SHAPES = {
  corroborates: "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z",
  contradicts: "M-5.5 -3L-3 -5.5L0 -2.5L3 -5.5L5.5 -3L2.5 0L5.5 3L3 5.5L0 2.5L-3 5.5L-5.5 3L-2.5 0Z",
  updates: "M0 -6L6 5H-6Z",
  reports: "M-5 -5H5V5H-5Z",
  silent: "M-5.5 -1.5H5.5V1.5H-5.5Z",
  unsure: "M0 -6.5L6.5 0L0 6.5L-6.5 0Z",
};
const SILENCE = "M-1 -3H1V3H-1Z"; // proposed for most articles, so it takes little room
const UNKNOWN = "M-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0Z";

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Return where days stand on the axis, in per cent; what has no date stands at its end. */
function scaleOf({ data }) {
  const known = [data.published, ...data.coverage.map(({ published }) => published)].filter(Boolean).map((day) => Date.parse(day));
  const [first, last] = [Math.min(...known), Math.max(...known)];
  const hasUndated = data.coverage.some(({ published }) => !published);
  const [from, to] = [2, hasUndated ? 88 : 97];
  const at = (day) => (day ? from + ((Date.parse(day) - first) / Math.max(last - first, DAY)) * (to - from) : 96);
  return { first, last, at, hasUndated, isKnown: known.length > 0 };
}

/** Return some days for the axis, at most seven, each with what it is called. */
function ticksOf({ first, last, isKnown }) {
  if (!isKnown) return [];
  const days = (last - first) / DAY;
  const format = (style) => (date) => date.toLocaleDateString([], { timeZone: "UTC", ...style });
  if (days < 1) return [{ day: iso(new Date(first)), label: format({ year: "numeric", month: "short", day: "numeric" })(new Date(first)) }];
  const months = Math.ceil(days / 30.4 / 6);
  if (days < 75) return evenly(first, last, Math.ceil(days / 6)).map((date) => ({ day: iso(date), label: format({ month: "short", day: "numeric" })(date) }));
  return monthly(first, last, months > 6 ? 12 * Math.ceil(months / 12) : months)
    .map((date) => ({ day: iso(date), label: months > 6 ? String(date.getUTCFullYear()) : format({ year: "2-digit", month: "short" })(date) }));
}

const iso = (date) => date.toISOString().slice(0, 10);

function evenly(first, last, step) {
  const found = [];
  for (let at = first; at <= last; at += step * DAY) found.push(new Date(at));
  return found;
}

function monthly(first, last, step) {
  const start = new Date(first);
  const found = [];
  for (let month = step === 12 || step % 12 === 0 ? 12 : start.getUTCMonth() + 1; ; month += step) {
    const date = new Date(Date.UTC(start.getUTCFullYear(), month, 1));
    if (date.getTime() > last) return found;
    found.push(date);
  }
}

function axis(scale, published, height) {
  const made = svg("g", { class: "cb-axis" }, svg("line", { x1: "0", x2: "100%", y1: height, y2: height }));
  for (const { day, label } of ticksOf(scale)) {
    const x = `${scale.at(day)}%`;
    made.append(svg("line", { x1: x, x2: x, y1: height - 3, y2: height + 3 }), svg("text", { x, y: height + 15, "text-anchor": scale.at(day) > 90 ? "end" : scale.at(day) < 6 ? "start" : "middle" }, label));
  }
  if (scale.hasUndated) made.append(svg("text", { x: "100%", y: height + 15, "text-anchor": "end" }, "no date"));
  if (published) {
    const x = `${scale.at(published)}%`;
    made.append(svg("line", { class: "cb-origin", x1: x, x2: x, y1: 2, y2: height }));
  }
  return made;
}

/** Return the lane of each place, so that marks of the same days stand above one another. */
function lanesOf(places) {
  const ends = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= NEAR);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = place;
    return lane;
  });
}

function markShape(bench, state, label, x, y, then) {
  const key = state.decided || state.proposed;
  const outline = key === "silent" && !state.decided ? SILENCE : SHAPES[key];
  const shape = svg("path", { d: outline ?? UNKNOWN });
  const target = svg("rect", { x: -8, y: -8, width: 16, height: 16, class: "cb-target" });
  const made = svg("svg", { x: `${x}%`, y, overflow: "visible", class: "cb-mark-shape" }, target, shape, svg("title", {}, label));
  Object.assign(made.dataset, { relation: key || "none", state: state.decided ? "decided" : "proposed" });
  made.addEventListener("click", then);
  return made;
}

/** Say what became of a claim in a later article. */
function stateTold(bench, { proposed, decided }) {
  if (decided) return `${choiceOf(bench, decided).label}, decided`;
  return proposed ? `${choiceOf(bench, proposed).label}, proposed` : "Not compared yet";
}

// -- the claim in hand --------------------------------------------------------------------------------------------------

function addStrip(bench) {
  const parts = { strip: element("figure", "cb-strip"), picture: svg("svg", { class: "cb-picture", role: "img" }), table: element("div", "cb-strip-table") };
  parts.switch = button("", "cb-quiet", () => command(bench, "table"));
  parts.strip.append(parts.picture, parts.table, box("figcaption", "cb-line-up", legend(), parts.switch));
  return parts;
}

function legend() {
  const entry = (state, text) => {
    const sample = svg("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true", class: "cb-mark-shape" }, svg("path", { d: SHAPES.corroborates }));
    sample.dataset.state = state;
    return box("span", "cb-legend-entry", sample, text);
  };
  return box("span", "cb-legend", entry("proposed", "proposed"), entry("decided", "decided"));
}

function drawStrip(bench) {
  const { strip, picture, table, data, claim, isTable } = bench;
  strip.hidden = data.coverage.length === 0;
  bench.switch.textContent = isTable ? "As a picture (v)" : "As a table (v)";
  picture.style.display = isTable ? "none" : "";
  table.hidden = !isTable;
  const states = data.coverage.map((one) => stateOf(bench, claim.id, one.id));
  const key = JSON.stringify([claim.id, states, bench.coverage, isTable, data.coverage.map(({ id }) => id)]);
  if (strip.dataset.key === key) return;
  strip.dataset.key = key;
  if (isTable) table.replaceChildren(stripTable(bench, states));
  else drawPicture(bench, picture, states);
}

function drawPicture(bench, picture, states) {
  const { data, claim } = bench;
  const scale = scaleOf(bench);
  const places = data.coverage.map(({ published }) => scale.at(published));
  const lanes = lanesOf(places);
  const height = 14 + LANE * (Math.max(0, ...lanes) + 1);
  picture.setAttribute("height", height + 22);
  const told = tallyLine(bench, claim.id);
  picture.setAttribute("aria-label", `Timeline of claim ${claim.at + 1}: ${told || "nothing later"}. Press v for a table.`);
  const marks = data.coverage.map((one, at) => {
    const label = `${[one.published || "no date", one.outlet, one.title].filter(Boolean).join(" · ")}\n${stateTold(bench, states[at])}`;
    const made = markShape(bench, states[at], label, places[at], height - 10 - LANE * lanes[at], () => hold(bench, one.id));
    if (one.id === bench.coverage) made.classList.add("cb-held");
    return made;
  });
  picture.replaceChildren(axis(scale, data.published, height), ...marks);
}

const tallyLine = (bench, id) => talliesOf(bench, id).map((one) => tallyTold(bench, one)).join(", ");

function stripTable(bench, states) {
  const rows = bench.data.coverage.map((one, at) => {
    const go = button(one.title, "cb-quiet", () => hold(bench, one.id));
    return [one.published || "no date", one.outlet, go, stateTold(bench, states[at])];
  });
  return tableOf(["Date", "Outlet", "Article", "Relation"], rows);
}

function tableOf(heads, rows) {
  const cells = (tag, row) => row.map((cell) => {
    const made = element(tag, "");
    made.append(cell);
    if (tag === "th") made.scope = "col";
    return made;
  });
  const body = rows.map((row) => box("tr", "", ...cells("td", row)));
  return box("table", "cb-table", box("thead", "", box("tr", "", ...cells("th", heads))), box("tbody", "", ...body));
}

function switchTable(bench) {
  bench.isTable = !bench.isTable;
  remember("timeline", bench.isTable ? "table" : "picture");
  drawChanging(bench);
}
